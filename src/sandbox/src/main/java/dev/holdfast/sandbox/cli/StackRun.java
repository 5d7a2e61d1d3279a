package dev.holdfast.sandbox.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs Pulumi on a stack and shows what comes of it: in few lines, or all that Pulumi says. */
final class StackRun {
    private final Workspace workspace;
    private final Pulumi pulumi;
    private final Terminal terminal;
    private final boolean verbose;

    StackRun(Workspace workspace, Pulumi pulumi, Terminal terminal, boolean verbose) {
        this.workspace = workspace;
        this.pulumi = pulumi;
        this.terminal = terminal;
        this.verbose = verbose;
    }

    /**
     * Runs it to its end.
     *
     * @param arguments Pulumi's, {@code up}, {@code preview} or {@code destroy} first
     * @param command what a person types to do this again
     * @param asked whether this is the stack that the person named
     * @return the outputs that are new
     * @throws Failure if Pulumi failed, with its reasons
     */
    Map<String, String> run(ProjectCopy copy, StackState state, List<String> arguments, String command, boolean asked)
            throws IOException, InterruptedException {
        return verbose ? whole(copy, state, arguments, command) : compact(copy, state, arguments, command, asked);
    }

    private Map<String, String> compact(
            ProjectCopy copy, StackState state, List<String> arguments, String command, boolean asked)
            throws IOException, InterruptedException {
        var run = new EngineRun(terminal, state.stack(), workspace.logs(), state.size());
        var all = new ArrayList<>(arguments);
        all.addAll(run.options());
        var engine = pulumi.engine(copy, all);
        var outcome = run.run(engine);
        var result = new RunResult(terminal, state.stack(), arguments.get(0), isPreview(arguments), outcome);
        result.show(asked);
        if (engine.wasInterrupted()) {
            terminal.failure(result.interruption(command));
            engine.end();
        }
        if (outcome.code() != 0) {
            var reason = result.failure(command);
            throw new Failure(reason + new Backend(workspace).hint(reason));
        }
        return outcome.progress().newOutputs();
    }

    private static boolean isPreview(List<String> arguments) {
        return arguments.get(0).equals("preview") || arguments.contains("--preview-only");
    }

    private Map<String, String> whole(ProjectCopy copy, StackState state, List<String> arguments, String command)
            throws IOException, InterruptedException {
        terminal.title("pulumi " + arguments.get(0) + " --stack " + state.stack());
        var all = new ArrayList<>(arguments);
        // It must not take the terminal over: it runs in a process group of its own.
        all.add("--non-interactive");
        all.addAll(terminal.colour() ? List.of("--color", "always") : List.of());
        var engine = pulumi.engine(copy, all);
        engine.builder().redirectOutput(ProcessBuilder.Redirect.INHERIT).redirectError(ProcessBuilder.Redirect.INHERIT);
        var code = engine.run(new Interruptible.Watch() {
            @Override
            public void tick() {
                // Pulumi shows by itself how far it is.
            }

            @Override
            public void interrupted() {
                // Pulumi says that, too.
            }
        });
        if (engine.wasInterrupted()) {
            terminal.failure(state.stack() + " was interrupted. " + command + " goes on where it stopped.");
            engine.end();
        }
        if (code != 0) {
            throw new Failure("pulumi " + arguments.get(0) + " of " + state.stack() + " failed; it says why above."
                    + " Mend that and run " + command + " again.");
        }
        return Map.of();
    }
}
