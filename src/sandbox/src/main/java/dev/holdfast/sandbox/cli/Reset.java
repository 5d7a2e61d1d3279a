package dev.holdfast.sandbox.cli;

import dev.holdfast.sandbox.services.Orphans;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "reset",
        description = {
            "Delete everything that the sandbox made, and start anew.",
            "",
            "Lost are its accounts, the data of its databases, its images and logs, and Pulumi's state of its stacks:"
                    + " all of .sandbox. The repository's files and the installed Pulumi CLI stay."
        })
final class Reset implements Callable<Integer> {
    private final Sandbox sandbox;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    Reset(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    @Override
    public Integer call() throws Exception {
        var terminal = sandbox.terminal();
        var directory = sandbox.workspace().directory();
        if (!Files.exists(directory)) {
            terminal.line("there is nothing to delete");
            return 0;
        }
        terminal.line("This deletes " + directory + ": all accounts, databases with their data, images,");
        terminal.line("logs and Pulumi's state of the sandbox. The repository's files stay.");
        if (!yes && !agreed(terminal)) {
            terminal.line("nothing was deleted");
            return 1;
        }
        sandbox.workspace().lock();
        var cloud = sandbox.cloud();
        terminal.step("deleting", () -> {
            var running = cloud.running();
            if (running.isPresent()) {
                cloud.stop(running.get());
            } else {
                cloud.endUnreachable();
            }
            Orphans.end(sandbox.workspace().site());
            delete(directory);
            return "sandbox deleted";
        });
        return 0;
    }

    private static boolean agreed(Terminal terminal) throws IOException {
        terminal.out().print("  Type yes to go on: ");
        terminal.out().flush();
        var answer = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
        if (answer == null) {
            terminal.line("");
            throw new Failure("nobody is there to answer; say ./sandbox reset --yes to delete without being asked");
        }
        return answer.strip().equals("yes");
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
