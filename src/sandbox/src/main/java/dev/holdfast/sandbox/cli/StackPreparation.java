package dev.holdfast.sandbox.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Makes a stack ready for a run of Pulumi, whatever became of the last one. */
final class StackPreparation {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Workspace workspace;
    private final Pulumi pulumi;
    private final Terminal terminal;

    StackPreparation(Workspace workspace, Pulumi pulumi, Terminal terminal) {
        this.workspace = workspace;
        this.pulumi = pulumi;
        this.terminal = terminal;
    }

    /**
     * Waits for what a killed command left under way, frees the stack from the lock of a run that died, and creates it
     * in the sandbox's backend if it is not there.
     *
     * @throws Failure if a pulumi that a person runs holds the stack
     */
    void prepare(ProjectCopy copy, StackState state) throws IOException, InterruptedException {
        awaitLeftRun();
        for (var lock : state.locks()) {
            free(lock, copy, state);
        }
        if (!state.exists() && Files.exists(state.backup())) {
            // Pulumi moves the old checkpoint aside before it writes the new one, and was killed between the two.
            Files.copy(state.backup(), state.file());
            terminal.note(state.file() + " was missing; it is now what it was one step before.");
        }
        if (!state.exists()) {
            pulumi.quietly(copy, List.of("stack", "init", state.stack()));
        }
    }

    private void awaitLeftRun() throws IOException, InterruptedException {
        var left = Interruptible.left(workspace.engine()).filter(StackPreparation::isPulumi);
        if (left.isPresent()) {
            var pid = left.get();
            var doing = "waiting for the update (process " + pid + ") that a killed command left; kill -INT " + pid
                    + " ends it in order";
            terminal.step(doing, () -> {
                ProcessHandle.of(pid).ifPresent(process -> process.onExit().join());
                return "an update that a killed command left has ended";
            });
        }
        Files.deleteIfExists(workspace.engine());
    }

    private void free(Path lock, ProjectCopy copy, StackState state) throws IOException, InterruptedException {
        var owner = owner(lock);
        if (owner.isEmpty()) {
            // Its writer died while it wrote, and so holds nothing.
            Files.deleteIfExists(lock);
        } else if (isPulumi(owner.get())) {
            throw new Failure("stack " + state.stack() + " is locked by a running pulumi (process " + owner.get()
                    + "); wait for its end, or end it in order with kill -INT " + owner.get());
        } else {
            pulumi.quietly(copy, List.of("cancel", "--yes", "--stack", state.stack()));
        }
    }

    private static Optional<Long> owner(Path lock) throws IOException {
        try {
            return Optional.of(JSON.readTree(lock.toFile()).path("pid").asLong())
                    .filter(pid -> pid > 0);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Whether this process runs and is a pulumi: its number may have come to another program meanwhile. */
    private static boolean isPulumi(long pid) {
        return ProcessHandle.of(pid)
                .filter(process -> process.info()
                        .command()
                        .map(command ->
                                Path.of(command).getFileName().toString().contains("pulumi"))
                        .orElse(true))
                .isPresent();
    }
}
