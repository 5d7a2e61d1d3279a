package dev.holdfast.impact;

import java.util.List;
import java.util.function.Function;

/**
 * Something of one stack's, for lists of several stacks.
 *
 * @param stack the stack's name
 */
record InStack<T>(String stack, T what) {
    /** That part of every stack, in their order. */
    static <T> List<InStack<T>> each(Impact impact, Function<StackImpact, List<T>> part) {
        return impact.stacks().stream()
                .flatMap(stack -> part.apply(stack).stream().map(what -> new InStack<>(stack.stack(), what)))
                .toList();
    }
}
