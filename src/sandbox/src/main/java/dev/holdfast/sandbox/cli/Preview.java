package dev.holdfast.sandbox.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "preview",
        description = {
            "Show what an update of a stack would change, without changing it.",
            "",
            "Runs the real `pulumi preview`. What the stack is built on, the organization, is brought up before, if it"
                    + " never was."
        })
final class Preview implements Callable<Integer> {
    private final Sandbox sandbox;

    @Parameters(
            arity = "0..1",
            paramLabel = "<stack>",
            description = "One that sandbox.yaml lists; its default if none is given.")
    private String stack;

    Preview(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    @Override
    public Integer call() throws Exception {
        var projects = sandbox.projects();
        sandbox.deployment().preview(projects.target(stack == null ? projects.defaultStack() : stack));
        return 0;
    }
}
