package dev.holdfast.sandbox.cli;

import picocli.CommandLine.Parameters;

/** The stack that a command is about. */
final class StackParameter {
    @Parameters(
            arity = "0..1",
            paramLabel = "<stack>",
            description = "One that sandbox.yaml lists; its default if none is given.")
    private String stack;

    /**
     * The stack among those of sandbox.yaml.
     *
     * @throws Failure if it lists no such stack
     */
    Projects.Target in(Projects projects) {
        return projects.target(stack == null ? projects.defaultStack() : stack);
    }

    /**
     * The stack, which must be named: for what nobody wants to have meant by saying nothing.
     *
     * @throws Failure if none is named, or sandbox.yaml lists no such stack
     */
    Projects.Target named(Projects projects) {
        if (stack == null) {
            throw new Failure("name the stack, for example ./sandbox destroy review-1");
        }
        return projects.target(stack);
    }
}
