package dev.holdfast.sandbox.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "console",
        description = {
            "Do what only a person does, in the AWS console.",
            "",
            "  identity-center    enables IAM Identity Center for the organization, in the region of sandbox.yaml",
            "",
            "The next update finds it done."
        })
final class Console implements Callable<Integer> {
    private static final String IDENTITY_CENTER = "identity-center";

    private final Sandbox sandbox;

    @Parameters(paramLabel = "<what>", description = IDENTITY_CENTER + ".")
    private String what;

    Console(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    @Override
    public Integer call() throws Exception {
        if (!what.equals(IDENTITY_CENTER)) {
            throw new Failure("there is no '" + what + "' to do by hand: allowed is " + IDENTITY_CENTER);
        }
        var address = sandbox.cloud()
                .running()
                .orElseThrow(() -> new Failure("the cloud does not run; ./sandbox up management starts it"));
        var region = sandbox.projects().region();
        var arn = new CloudClient(address.control()).enableIdentityCenter(region);
        sandbox.terminal().line("IAM Identity Center is enabled in " + region + ": " + arn);
        return 0;
    }
}
