package dev.holdfast.operator.promotion;

import dev.holdfast.impact.Impact;
import dev.holdfast.impact.Operation;
import dev.holdfast.impact.StackImpact;
import dev.holdfast.impact.TerminalReport;
import dev.holdfast.operator.Holdfast;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./holdfast deploy}. */
@Command(
        name = "deploy",
        description = {
            "Deploy a commit or a release into a stack: exactly what was judged.",
            "",
            "With --report it applies the plan that `./holdfast preview` judged and saved there; a plan that was changed"
                    + " since, that the gate refused, or that is of another commit, is not applied. Without, it previews"
                    + " and judges first. The engine stops before whatever the plan does not hold. Then it tries what"
                    + " runs, as `./holdfast smoke` does."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:It is deployed, and works.",
            "1:It failed, and the message says why and what to do next.",
            "2:The command line was not understood.",
            "3:The gate or the policy pack refuses the update: nothing was applied."
        })
public final class Deploy implements Callable<Integer> {
    private final Holdfast holdfast;

    @Parameters(paramLabel = "<stack>", description = "management, dev, stage, prod or review-<name>.")
    private String stack;

    @Mixin
    private SubjectOptions subject;

    @Option(
            names = "--report",
            paramLabel = "<folder>",
            description = "Where `./holdfast preview` wrote its report to.")
    private Path folder;

    @Option(
            names = "--policy",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Let the policy pack judge, where this previews itself: it does unless --no-policy is given.")
    private boolean policy;

    @Option(names = "--init", description = "Make the stack if there is none.")
    private boolean init;

    public Deploy(Holdfast holdfast) {
        this.holdfast = holdfast;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var target = Target.of(holdfast, stack);
        var start = System.nanoTime();
        var judged = folder == null ? judge(target) : judged(target);
        if (judged.isEmpty()) {
            return Preview.REFUSED;
        }
        var screen = holdfast.screen();
        screen.line(screen.bold("Updating " + target) + ": " + told(judged.get().impact()));
        var done = new Update(holdfast)
                .apply(
                        target,
                        report(target).plan(target),
                        report(target).configuration(target),
                        judged.get().policy(),
                        List.of());
        screen.line("  done: " + done);
        if (target.isEnvironment()) {
            new Trial(holdfast, target, Trial.PATIENCE, Optional.empty()).run();
        }
        screen.line(screen.bold(target + " is deployed") + " after " + Took.since(start));
        return 0;
    }

    private Report report(Target target) {
        return new Report(folder == null ? holdfast.root().resolve("target/deploy/" + target) : folder);
    }

    /** What was judged before, with the programs that it was judged with. */
    private Optional<Judged> judged(Target target) throws IOException {
        Optional<String> commit = target.isEnvironment() ? Optional.of(subject.commit(holdfast)) : Optional.empty();
        var judged = Judged.read(report(target), target, commit, LocalDate.now(ZoneOffset.UTC));
        commit.ifPresent(new Checkout(holdfast)::demand);
        new Programs(holdfast).demand(target, judged.policy());
        return Optional.of(judged);
    }

    private Optional<Judged> judge(Target target) throws IOException {
        Optional<Subject> deployed = target.isEnvironment() ? Optional.of(subject.find(holdfast)) : Optional.empty();
        var screen = holdfast.screen();
        screen.line(screen.bold("Previewing " + target)
                + deployed.map(one -> " of " + one.told()).orElse(""));
        var report = report(target);
        var planned = new Planning(holdfast, report, policy, init)
                .of(
                        target,
                        deployed.map(one -> one.configuration(Person.of(holdfast.environment()), Instant.now()))
                                .orElse(Map.of()));
        var facts = new TreeMap<>(report.facts(planned));
        deployed.map(Subject::commit).map(Report::commit).ifPresent(facts::putAll);
        var whole = new Impact(List.of(planned.impact()));
        report.write(whole, facts);
        screen.out().print(TerminalReport.of(whole, screen.colour()));
        if (Preview.exitCode(whole) == Preview.REFUSED) {
            return Optional.empty();
        }
        return Optional.of(Judged.read(report, target, deployed.map(Subject::commit), LocalDate.now(ZoneOffset.UTC)));
    }

    private static String told(StackImpact impact) {
        var changes = Stream.of(Operation.values())
                .filter(operation -> impact.count(operation) > 0)
                .map(operation ->
                        impact.count(operation) + " to " + operation.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        return changes.isEmpty() ? "no resource changes" : changes;
    }
}
