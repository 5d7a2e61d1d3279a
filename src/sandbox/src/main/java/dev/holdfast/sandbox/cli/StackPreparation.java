package dev.holdfast.sandbox.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes a stack ready for a run of Pulumi, whatever became of the last one. */
final class StackPreparation {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Workspace workspace;
    private final Pulumi pulumi;
    private final Terminal terminal;
    private final CloudClient cloud;

    StackPreparation(Workspace workspace, Pulumi pulumi, Terminal terminal, CloudClient cloud) {
        this.workspace = workspace;
        this.pulumi = pulumi;
        this.terminal = terminal;
        this.cloud = cloud;
    }

    /**
     * Waits for what a killed command left under way, frees the stack from the lock of a run that died, takes up what that
     * was at, and creates the stack in the sandbox's backend if it is not there.
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
        takeUp(copy, state);
    }

    /**
     * A run that was killed leaves operations of which Pulumi does not know how they ended. The cloud does: what it
     * created is taken up instead of created twice. A refresh shows Pulumi what is there now.
     */
    private void takeUp(ProjectCopy copy, StackState state) throws IOException, InterruptedException {
        var pending = state.pending();
        if (!pending.isEmpty()) {
            terminal.step("taking up what a killed update of " + state.stack() + " was at", () -> {
                cloud.unclaimed(pending);
                pulumi.quietly(
                        copy,
                        List.of(
                                "refresh",
                                "--yes",
                                "--skip-preview",
                                "--clear-pending-creates",
                                "--suppress-progress",
                                "--stack",
                                state.stack()));
                return "what a killed update of " + state.stack() + " was at is taken up: "
                        + pending.keySet().stream()
                                .map(urn -> urn.substring(urn.lastIndexOf("::") + 2))
                                .collect(Collectors.joining(", "));
            });
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
