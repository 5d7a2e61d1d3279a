package dev.holdfast.operator.state;

import dev.holdfast.operator.Holdfast;
import dev.holdfast.operator.PulumiCli;
import dev.holdfast.operator.Refused;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "status", description = "Show where the state of each stack is. It only asks.")
final class Status implements Callable<Integer> {
    private final Holdfast holdfast;
    private final PulumiCli cli;

    Status(Holdfast holdfast, PulumiCli cli) {
        this.holdfast = holdfast;
        this.cli = cli;
    }

    @Override
    public Integer call() {
        var screen = holdfast.screen();
        var here = Destination.present(cli, holdfast.root());
        var destination = Destination.read(cli, holdfast.root(), here);
        screen.line("Pulumi is logged in to  " + here.place());
        screen.line("The states belong into  " + destination.bucket().place());
        for (var project : Project.of(holdfast.root())) {
            screen.line("");
            screen.line(screen.bold(project.name()));
            var from = new Stacks(cli, project, here);
            var to = new Stacks(cli, project, destination.bucket());
            var names = new TreeSet<>(from.names());
            names.addAll(to.names());
            for (var stack : names) {
                screen.line("  %-14s %s".formatted(stack, told(project, from, to, stack, destination)));
            }
            if (names.isEmpty()) {
                screen.line("  no stacks");
            }
        }
        return 0;
    }

    private static String told(Project project, Stacks from, Stacks to, String stack, Destination destination) {
        var here = from.read(stack);
        var provider = project.environment(stack).flatMap(destination::secretsProvider);
        if (here.isEmpty()) {
            return "in the bucket only";
        }
        if (provider.isEmpty()) {
            return "stays: it is no stack of Holdfast's";
        }
        try {
            return new StackMove(from, to, stack, provider.get()).progress() + ", "
                    + here.get().resources() + " resources, " + here.get().time();
        } catch (Refused different) {
            return different.getMessage();
        }
    }
}
