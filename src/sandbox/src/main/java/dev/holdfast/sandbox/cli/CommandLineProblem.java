package dev.holdfast.sandbox.cli;

import java.util.ArrayList;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, in one message: what it is, what was probably meant, and where to read on. */
final class CommandLineProblem {
    private CommandLineProblem() {}

    /** The message for a person. */
    static String of(ParameterException problem) {
        var command = problem.getCommandLine();
        var name = command.getCommandSpec().qualifiedName();
        var message = problem instanceof UnmatchedArgumentException unmatched
                ? unmatched(unmatched, command)
                : problem.getMessage().replace("required parameter", "parameter");
        return message + "\n" + name + " --help tells what there is";
    }

    private static String unmatched(UnmatchedArgumentException problem, CommandLine command) {
        var top = command.getParent() == null;
        var lines = new ArrayList<String>();
        for (var argument : problem.getUnmatched()) {
            if (argument.startsWith("-")) {
                lines.add("unknown option " + argument
                        + Nearest.question(
                                argument, command.getCommandSpec().optionsMap().keySet()));
            } else if (!top) {
                lines.add("'" + argument + "' is one argument too many");
            } else if (lines.isEmpty()) {
                // What follows an unknown command would be its own.
                lines.add("unknown command '" + argument + "'"
                        + Nearest.question(argument, command.getSubcommands().keySet()));
            }
        }
        return String.join("\n", lines);
    }
}
