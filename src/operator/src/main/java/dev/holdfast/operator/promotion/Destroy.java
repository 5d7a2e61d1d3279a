package dev.holdfast.operator.promotion;

import dev.holdfast.conventions.Environment;
import dev.holdfast.conventions.InvalidConfiguration;
import dev.holdfast.operator.Holdfast;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./holdfast destroy}. */
@Command(
        name = "destroy",
        description = {
            "Destroy a review environment: everything in it, its data, and its stack.",
            "",
            "Runs `pulumi destroy` and `pulumi stack rm`, and goes on where an earlier run stopped. It takes about half an"
                    + " hour, because AWS keeps a function's network interfaces for up to 45 minutes. What is no review"
                    + " environment is refused: docs/runbooks/tear-down-an-environment.md tells how dev goes for good."
        })
public final class Destroy implements Callable<Integer> {
    private final Holdfast holdfast;

    @Parameters(paramLabel = "<stack>", description = "The stack's name: review-<name>.")
    private String stack;

    public Destroy(Holdfast holdfast) {
        this.holdfast = holdfast;
    }

    @Override
    public Integer call() {
        refuseWhatIsKept();
        if (pulumi("destroy", "--yes", "--stack", stack) != 0) {
            holdfast.screen()
                    .failure(stack + " is not destroyed; Pulumi says why above. Mend that and run ./holdfast destroy "
                            + stack + " again: it goes on where it stopped.");
            return 1;
        }
        // The stack's file goes with it: written by whoever made the stack, it is of no use to the next one of this
        // name.
        if (pulumi("stack", "rm", "--yes", "--stack", stack) != 0) {
            holdfast.screen()
                    .failure("everything in " + stack + " is destroyed, but its stack is still there; remove it with"
                            + " pulumi stack rm " + stack);
            return 1;
        }
        holdfast.screen()
                .line(holdfast.screen().bold(stack + " is gone")
                        + ": its resources, its data and its stack. AWS deletes its key in seven days, and until then nobody can"
                        + " use it, or is charged for it.");
        return 0;
    }

    private void refuseWhatIsKept() {
        try {
            if (!Environment.ofStack(stack).disposable()) {
                throw new IllegalArgumentException(
                        "'" + stack + "' is no review environment, and what holds state in it"
                                + " is protected; docs/runbooks/tear-down-an-environment.md tells how it goes for good");
            }
        } catch (InvalidConfiguration unknown) {
            throw new IllegalArgumentException("'" + stack + "' is no environment; allowed is review-<name>", unknown);
        }
    }

    /** Its output goes to the screen as it comes: it takes long, and says what it waits for. */
    private int pulumi(String... arguments) {
        var screen = holdfast.screen();
        var answer =
                new Engine(holdfast).stream(Target.of(holdfast, stack), Map.of(), List.of(arguments), screen::line);
        if (!answer.errors().isBlank()) {
            screen.line(answer.errors().stripTrailing());
        }
        return answer.exitCode();
    }
}
