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
}
