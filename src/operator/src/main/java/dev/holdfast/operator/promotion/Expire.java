package dev.holdfast.operator.promotion;

import dev.holdfast.operator.Holdfast;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./holdfast expire}. */
@Command(
        name = "expire",
        description = {
            "Destroy the review environments whose date has passed, with all their data.",
            "",
            "The date is the stack's output `expires`: until the end of that day, in UTC, it is wanted. What cannot be"
                    + " destroyed does not keep the others; the next run tries it again."
        })
public final class Expire implements Callable<Integer> {
    private final Holdfast holdfast;

    @Option(names = "--dry-run", description = "Only say which those are.")
    private boolean dry;

    public Expire(Holdfast holdfast) {
        this.holdfast = holdfast;
    }

    @Override
    public Integer call() {
        var today = LocalDate.now(ZoneOffset.UTC);
        var screen = holdfast.screen();
        var failed = new ArrayList<String>();
        int reviews = 0;
        for (var target : new Inventory(holdfast).environments()) {
            if (!target.disposable()) {
                continue;
            }
            reviews++;
            var expires = new Engine(holdfast).outputs(target).expires();
            if (expires.isEmpty()) {
                screen.line(target + " says no date: it was never deployed whole. ./holdfast destroy " + target
                        + " destroys it.");
            } else if (!expires.get().isBefore(today)) {
                screen.line(target + " is wanted until " + expires.get());
            } else if (dry) {
                screen.line(target + " has expired on " + expires.get());
            } else {
                screen.line(target + " has expired on " + expires.get() + " and is destroyed");
                if (destroyed(target) != 0) {
                    failed.add(target.stack());
                }
            }
        }
        if (reviews == 0) {
            screen.line("there are no review environments");
        }
        if (!failed.isEmpty()) {
            screen.failure("not destroyed: " + String.join(", ", failed) + "; Pulumi says why above");
        }
        return failed.isEmpty() ? 0 : 1;
    }

    private int destroyed(Target target) {
        return Holdfast.commandLine(holdfast.screen(), holdfast.root(), holdfast.environment())
                .execute("destroy", target.stack());
    }
}
