package dev.holdfast.operator.promotion;

import dev.holdfast.operator.Holdfast;
import dev.holdfast.operator.Refused;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./holdfast record}. */
@Command(
        name = "record",
        description = {
            "Write into a stack that what is deployed there works, so that it may be promoted.",
            "",
            "Adds the deployed commit with its images to the stack's output `green`, which lists the last twenty of them."
                    + " It does so by an update whose preview changes no resource, and which is held to that."
        })
public final class RecordGreen implements Callable<Integer> {
    private final Holdfast holdfast;

    @Parameters(paramLabel = "<stack>", description = "dev, stage, prod or review-<name>.")
    private String stack;

    public RecordGreen(Holdfast holdfast) {
        this.holdfast = holdfast;
    }

    @Override
    public Integer call() throws IOException {
        var target = Target.environment(holdfast, stack);
        var engine = new Engine(holdfast);
        var outputs = engine.outputs(target);
        var deployed = Subject.of(outputs)
                .orElseThrow(() -> new Refused("no commit is deployed in " + target + ", so none can be recorded;"
                        + " ./holdfast deploy " + target + " deploys one"));
        var screen = holdfast.screen();
        if (outputs.green().stream()
                .findFirst()
                .filter(green -> green.commit().equals(deployed.commit()))
                .isPresent()) {
            screen.line(target + ": " + deployed.told() + " is recorded already");
            return 0;
        }
        new Checkout(holdfast).demand(deployed.commit());
        new Programs(holdfast).demand(target, false);
        var start = System.nanoTime();
        var report = new Report(holdfast.root().resolve("target/record/" + target));
        var values = outputs.configuration();
        values.put("holdfast:green", deployed.commit());
        ConfigFile.write(target, values, report.configuration(target));
        plan(engine, target, report);
        new Update(holdfast)
                .apply(
                        target,
                        report.plan(target),
                        report.configuration(target),
                        false,
                        List.of("--expect-no-changes"));
        screen.line(target + ": " + deployed.told() + " is recorded as working, after " + Took.since(start));
        return 0;
    }

    private void plan(Engine engine, Target target, Report report) {
        var arguments = new ArrayList<>(List.of("preview", "--expect-no-changes", "--diff"));
        arguments.addAll(report.saving(target));
        var answer = engine.run(target, arguments);
        if (!answer.succeeded()) {
            throw new Refused(
                    "nothing is recorded: an update of " + target + " with what is deployed would change it, so"
                            + " what was tried is not what the program describes.\n"
                            + (answer.errors().contains("no changes were expected")
                                    ? answer.output().strip() + "\n"
                                    : "")
                            + engine.reason(target, answer)
                            + "\nDeploy it anew (./holdfast deploy " + target + "), try it, and record that.");
        }
    }
}
