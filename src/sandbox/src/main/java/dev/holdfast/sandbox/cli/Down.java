package dev.holdfast.sandbox.cli;

import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "down",
        description = {
            "Stop the cloud; all data stays.",
            "",
            "Services and databases stop in order. `./sandbox up` brings them back as they were."
        })
final class Down implements Callable<Integer> {
    private final Sandbox sandbox;

    Down(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    @Override
    public Integer call() throws Exception {
        var cloud = sandbox.cloud();
        if (!Files.exists(sandbox.workspace().directory())) {
            sandbox.terminal().line("the cloud does not run");
            return 0;
        }
        // Another command may be about to start it.
        sandbox.workspace().lock();
        var running = cloud.running();
        if (running.isEmpty()) {
            sandbox.terminal()
                    .line(cloud.endUnreachable() ? "cloud ended; its data is kept" : "the cloud does not run");
            return 0;
        }
        sandbox.terminal().step("stopping the cloud", () -> {
            cloud.stop(running.get());
            return "cloud stopped; its data is kept";
        });
        return 0;
    }
}
