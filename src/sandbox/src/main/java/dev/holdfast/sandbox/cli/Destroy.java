package dev.holdfast.sandbox.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "destroy",
        description = {
            "Destroy a stack: everything in it, and then the stack itself.",
            "",
            "Runs the real `pulumi destroy`, which is refused as a whole while anything in the stack is protected: only"
                    + " review stacks hold nothing that is. What is to be torn down for good for all that has a runbook,"
                    + " docs/runbooks/tear-down-an-environment.md."
        })
final class Destroy implements Callable<Integer> {
    private final Sandbox sandbox;

    @Mixin
    private StackParameter stack;

    @Option(names = "--verbose", description = "Show Pulumi's own output, instead of its result in few lines.")
    private boolean verbose;

    Destroy(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    @Override
    public Integer call() throws Exception {
        sandbox.deployment(verbose, false).destroy(stack.named(sandbox.projects()));
        return 0;
    }
}
