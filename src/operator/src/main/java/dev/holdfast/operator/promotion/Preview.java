package dev.holdfast.operator.promotion;

import dev.holdfast.impact.Impact;
import dev.holdfast.impact.StackImpact;
import dev.holdfast.impact.TerminalReport;
import dev.holdfast.operator.Holdfast;
import dev.holdfast.operator.Refused;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./holdfast preview}. */
@Command(
        name = "preview",
        description = {
            "Show what an update of stacks would do, and whether the gate lets it through. It changes nothing.",
            "",
            "Runs `pulumi preview` on each stack, with the policy pack, and tells first what happens to what holds state."
                    + " What would delete, replace or unprotect such a resource is refused unless approvals.yaml approves"
                    + " of it, and so is what breaks a mandatory rule. The report's folder gets impact.json, impact.md,"
                    + " impact.html and each stack's plan, which `./holdfast deploy --report` then applies as it is."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The update may happen.",
            "1:The preview failed, and the message says why.",
            "2:The command line was not understood.",
            "3:The gate or the policy pack refuses the update."
        })
public final class Preview implements Callable<Integer> {
    static final int REFUSED = 3;

    private final Holdfast holdfast;

    @Parameters(
            arity = "1..*",
            paramLabel = "<stack>",
            description =
                    "management, which is the organization's, or an environment: dev, stage, prod, review-<name>.")
    private List<String> stacks;

    @Mixin
    private SubjectOptions subject;

    @Option(
            names = "--deployed",
            description =
                    "Deploy nothing else: what would this clone's programs change of what is deployed? That is what a"
                            + " pull request asks, whose images are not published.")
    private boolean deployed;

    @Option(
            names = "--policy",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Let the policy pack judge, which it does unless --no-policy is given.")
    private boolean policy;

    @Option(
            names = "--report",
            paramLabel = "<folder>",
            description = "Where the report goes. target/impact of this clone, if none is given.")
    private Path folder;

    @Option(names = "--init", description = "Make a stack that there is not, so that it can be previewed.")
    private boolean init;

    @Option(
            names = "--access-role",
            paramLabel = "<role>",
            description =
                    "The role with which the organization's program reads the accounts, where these credentials may"
                            + " only read: holdfast/preview. What was previewed so cannot be deployed: that role changes nothing.")
    private String accessRole;

    public Preview(Holdfast holdfast) {
        this.holdfast = holdfast;
    }

    @Override
    public Integer call() throws IOException {
        var targets = Target.of(holdfast, stacks);
        var report = new Report(folder == null ? holdfast.root().resolve("target/impact") : folder);
        var planning = new Planning(holdfast, report, policy, init);
        if (deployed && subject.given()) {
            throw new IllegalArgumentException(
                    "--deployed names what is deployed, and so does --commit or --release;" + " give one of them");
        }
        Optional<Subject> news = !deployed && targets.stream().anyMatch(Target::isEnvironment)
                ? Optional.of(subject.find(holdfast))
                : Optional.empty();
        var screen = holdfast.screen();
        screen.line(screen.bold("Previewing " + stacks(targets))
                + news.map(one -> " of " + one.told()).orElse(""));
        var impacts = new ArrayList<StackImpact>();
        var facts = new TreeMap<String, String>();
        news.map(Subject::commit).map(Report::commit).ifPresent(facts::putAll);
        var values = news.map(one -> one.configuration(Person.of(holdfast.environment()), Instant.now()));
        for (var target : targets) {
            var planned =
                    planning.of(target, target.isEnvironment() ? values.orElseGet(() -> present(target)) : readOnly());
            impacts.add(planned.impact());
            facts.putAll(report.facts(planned));
        }
        var impact = new Impact(impacts);
        report.write(impact, facts);
        screen.line("");
        screen.out().print(TerminalReport.of(impact, screen.colour()));
        screen.line(screen.faint("The report: " + report.page()));
        return exitCode(impact);
    }

    private Map<String, String> readOnly() {
        return accessRole == null ? Map.of() : entered(accessRole);
    }

    /** The configuration of an organization whose program assumes this role in the accounts. */
    static Map<String, String> entered(String role) {
        return Map.of("holdfast-organization:accessRole", role);
    }

    private Map<String, String> present(Target target) {
        var outputs = new Engine(holdfast).outputs(target);
        if (outputs.digests().isEmpty()) {
            throw new Refused("nothing is deployed in " + target + ", so --deployed names nothing; name what is to be"
                    + " deployed with --commit or --release");
        }
        return outputs.configuration();
    }

    /** What the gate refuses it refuses whether the engine came to its end or not: it stops itself before some of that. */
    static int exitCode(Impact impact) {
        if (impact.stacks().stream().anyMatch(stack -> !stack.refusals().isEmpty())) {
            return REFUSED;
        }
        return impact.allowed() ? 0 : 1;
    }

    private static String stacks(List<Target> targets) {
        return String.join(", ", targets.stream().map(Target::stack).toList());
    }
}
