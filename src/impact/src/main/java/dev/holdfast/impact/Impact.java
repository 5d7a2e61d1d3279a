package dev.holdfast.impact;

import java.util.List;

/**
 * What planned updates of several stacks would do.
 *
 * @param stacks in the order in which they were asked for
 */
public record Impact(List<StackImpact> stacks) {
    public Impact {
        stacks = List.copyOf(stacks);
    }

    /** Whether the gate lets all of them through; where nothing was previewed, nothing is allowed. */
    public boolean allowed() {
        return !stacks.isEmpty() && stacks.stream().allMatch(StackImpact::allowed);
    }
}
