package dev.holdfast.sandbox.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        description = {
            "Bring a stack up, and the cloud and the organization with it.",
            "",
            "Installs the Pulumi CLI if it is missing, starts the cloud if it does not run, pushes the images, and runs"
                    + " the real `pulumi up`: first on the organization, then on the stack. It passes --skip-preview,"
                    + " because Pulumi's result lists the changes anyway and each preview starts all JVMs once more;"
                    + " `./sandbox preview` shows the changes beforehand. The cloud stays when the command returns."
        })
final class Up implements Callable<Integer> {
    private final Sandbox sandbox;

    @Mixin
    private StackParameter stack;

    @Option(names = "--verbose", description = "Show Pulumi's own output, instead of its result in few lines.")
    private boolean verbose;

    @Option(
            names = "--policy",
            description = "Let the policy pack that sandbox.yaml names judge the update, as `./sandbox preview` does.")
    private boolean judged;

    Up(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    @Override
    public Integer call() throws Exception {
        sandbox.deployment(verbose, judged).up(stack.in(sandbox.projects()));
        return 0;
    }
}
