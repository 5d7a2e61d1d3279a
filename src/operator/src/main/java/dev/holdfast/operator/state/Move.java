package dev.holdfast.operator.state;

import dev.holdfast.operator.Aws;
import dev.holdfast.operator.Holdfast;
import dev.holdfast.operator.PulumiCli;
import dev.holdfast.operator.Refused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "move",
        description = {
            "Move the stacks of both projects from where Pulumi is logged in into the organization's bucket.",
            "",
            "Each is encrypted with its environment's key there, compared with what it was, and Pulumi is logged in to"
                    + " the bucket at the end. What was before stays where it is. A move that was interrupted goes on when"
                    + " it is run again. Pulumi writes the key, `secretsprovider:` and `encryptedkey:`, into each stack's"
                    + " file: commit that."
        })
final class Move implements Callable<Integer> {
    private final Holdfast holdfast;
    private final PulumiCli cli;

    Move(Holdfast holdfast, PulumiCli cli) {
        this.holdfast = holdfast;
        this.cli = cli;
    }

    @Override
    public Integer call() {
        var screen = holdfast.screen();
        var here = Destination.present(cli, holdfast.root());
        var destination = Destination.read(cli, holdfast.root(), here);
        try (var aws = Aws.ofThisProcess()) {
            destination.refuseOthers(aws);
        }
        screen.line("from " + here.place());
        screen.line("to   " + destination.bucket().place());
        var moves = moves(here, destination);
        // Everything is asked before anything is written.
        var progress = new LinkedHashMap<StackMove, StackMove.Progress>();
        var obstacles = new ArrayList<String>();
        for (var move : moves) {
            try {
                var found = move.progress();
                progress.put(move, found);
                if (found != StackMove.Progress.MOVED) {
                    move.obstacle().ifPresent(obstacles::add);
                }
            } catch (Refused different) {
                obstacles.add(different.getMessage());
            }
        }
        if (!obstacles.isEmpty()) {
            throw new Refused("nothing was moved:\n" + String.join("\n", obstacles));
        }
        progress.forEach(this::finish);
        return end(here, destination);
    }

    private List<StackMove> moves(Backend here, Destination destination) {
        var moves = new ArrayList<StackMove>();
        for (var project : Project.of(holdfast.root())) {
            var from = new Stacks(cli, project, here);
            var to = new Stacks(cli, project, destination.bucket());
            for (var stack : from.names()) {
                project.environment(stack)
                        .flatMap(destination::secretsProvider)
                        .ifPresentOrElse(
                                provider -> moves.add(new StackMove(from, to, stack, provider)),
                                () -> holdfast.screen()
                                        .line("  " + stack + " stays where it is: it is no stack of Holdfast's"));
            }
        }
        return moves;
    }

    private void finish(StackMove move, StackMove.Progress progress) {
        if (progress == StackMove.Progress.MOVED) {
            holdfast.screen().line("  " + move.stack() + " is moved already");
            return;
        }
        move.finish(progress);
        holdfast.screen()
                .line("  " + move.stack() + " moved" + (progress == StackMove.Progress.TO_MOVE ? "" : ", at last"));
    }

    private int end(Backend here, Destination destination) {
        var screen = holdfast.screen();
        var bucket = destination.bucket();
        var url = "'" + bucket.url() + "'";
        if (cli.backendIsSet()) {
            if (!here.isSameAs(bucket)) {
                screen.line(
                        "PULUMI_BACKEND_URL is still set to where they were; set it: export PULUMI_BACKEND_URL=" + url);
            }
        } else {
            var login = cli.run(holdfast.root(), List.of("login", bucket.url()));
            if (!login.succeeded()) {
                throw new Refused("all stacks are moved, but Pulumi does not log in there: " + login.message()
                        + "; run `pulumi login " + url + "`");
            }
            screen.line("Pulumi is logged in there; on another machine: pulumi login " + url);
        }
        screen.line("");
        if (!here.isSameAs(bucket)) {
            screen.line("What was before stays in " + here.place() + "; nobody should update it any more.");
        }
        screen.line(
                "Next: commit the stacks' files, in which Pulumi wrote the key, and see that `pulumi preview` plans no"
                        + " change.");
        return 0;
    }
}
