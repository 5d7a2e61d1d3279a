package dev.holdfast.operator.state;

import dev.holdfast.operator.Holdfast;
import dev.holdfast.operator.PulumiCli;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "state",
        synopsisSubcommandLabel = "<command>",
        description = {
            "Show where the states of all stacks are, or move them into the organization's bucket.",
            "",
            "docs/state.md tells who may read and write what there."
        })
public final class State implements Runnable {
    private final Holdfast holdfast;

    @Spec
    private CommandSpec spec;

    private State(Holdfast holdfast) {
        this.holdfast = holdfast;
    }

    /** The command and its subcommands, with the Pulumi CLI of this process's environment. */
    public static CommandLine commandLine(Holdfast holdfast) {
        var cli = new PulumiCli(holdfast.environment());
        return new CommandLine(new State(holdfast))
                .addSubcommand(new Status(holdfast, cli))
                .addSubcommand(new Move(holdfast, cli));
    }

    @Override
    public void run() {
        spec.commandLine().usage(holdfast.screen().out());
    }
}
