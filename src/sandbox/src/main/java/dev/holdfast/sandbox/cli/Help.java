package dev.holdfast.sandbox.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "help", description = "Show what there is, or the help of a command.")
final class Help implements Callable<Integer> {
    private final Sandbox sandbox;

    @Parameters(arity = "0..1", paramLabel = "<command>", description = "One of those that ./sandbox --help lists.")
    private String command;

    @Spec
    private CommandSpec spec;

    Help(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    @Override
    public Integer call() {
        var all = spec.parent().commandLine();
        var asked = command == null ? all : all.getSubcommands().get(command);
        if (asked == null) {
            throw new ParameterException(
                    all,
                    "unknown command '" + command + "'"
                            + Nearest.question(command, all.getSubcommands().keySet()));
        }
        asked.usage(sandbox.terminal().out());
        return 0;
    }
}
