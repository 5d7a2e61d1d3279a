package dev.holdfast.sandbox.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "preview",
        description = {
            "Show what an update of a stack would change, without changing it.",
            "",
            "Runs the real `pulumi preview`, with the policy pack that sandbox.yaml names. What the stack is built on, the organization, is brought up before, if it"
                    + " never was."
        })
final class Preview implements Callable<Integer> {
    private final Sandbox sandbox;

    @Mixin
    private StackParameter stack;

    @Option(names = "--verbose", description = "Show Pulumi's own output, instead of its result in few lines.")
    private boolean verbose;

    @Option(names = "--no-policy", description = "Leave out the policy pack that sandbox.yaml names.")
    private boolean unjudged;

    Preview(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    @Override
    public Integer call() throws Exception {
        sandbox.deployment(verbose, !unjudged).preview(stack.in(sandbox.projects()));
        return 0;
    }
}
