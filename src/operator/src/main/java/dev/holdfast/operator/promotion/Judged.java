package dev.holdfast.operator.promotion;

import dev.holdfast.impact.JsonReport;
import dev.holdfast.impact.StackImpact;
import dev.holdfast.operator.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Optional;

/**
 * The update of a stack that a report judged and let through.
 *
 * @param impact what it does
 * @param policy whether the policy pack judges again what is applied
 */
record Judged(StackImpact impact, boolean policy) {
    /**
     * Finds it in a report.
     *
     * @param commit what is to be deployed; nothing where the report alone says it
     * @param today the day on which approvals must still count
     * @throws Refused naming all that speaks against it
     */
    static Judged read(Report report, Target target, Optional<String> commit, LocalDate today) throws IOException {
        var written = report.read();
        var impact = written.impact().stacks().stream()
                .filter(stack ->
                        stack.stack().equals(target.stack()) && stack.project().equals(target.project()))
                .findFirst()
                .orElseThrow(() -> new Refused("the report in " + report.folder() + " is not about " + target
                        + "; preview it with ./holdfast preview " + target + " --report " + report.folder()));
        var problems = new ArrayList<String>();
        impact.failure().ifPresent(failure -> problems.add("its preview failed: " + failure));
        impact.refusals()
                .forEach(refusal -> problems.add("the gate refuses it: " + name(refusal.urn()) + " " + refusal.why()));
        impact.approvals().stream()
                .filter(approved -> approved.expires().isBefore(today))
                .forEach(approved -> problems.add("the approval to " + approved.operation() + " " + name(approved.urn())
                        + " has expired on " + approved.expires()));
        problem(report, written, target).ifPresent(problems::add);
        var of = Report.commit(written);
        commit.filter(one -> !of.equals(Optional.of(one)))
                .ifPresent(one ->
                        problems.add("it is of commit " + of.orElse("(none)") + ", and " + one + " is to be deployed"));
        if (!problems.isEmpty()) {
            throw new Refused("the update of " + target + " in " + report.folder() + " is not applied:\n- "
                    + String.join("\n- ", problems) + "\nMend that and preview it anew: ./holdfast preview " + target
                    + " --report " + report.folder());
        }
        return new Judged(impact, Report.judged(written, target));
    }

    private static Optional<String> problem(Report report, JsonReport written, Target target) throws IOException {
        var plan = report.plan(target);
        if (!Files.exists(plan) || !Files.exists(report.configuration(target))) {
            return Optional.of("there is no " + plan + " with its "
                    + report.configuration(target).getFileName());
        }
        var sealed = Report.seal(written, target);
        var found = Report.sha256(plan);
        return sealed.equals(Optional.of(found))
                ? Optional.empty()
                : Optional.of(plan + " is not the plan that was judged: its SHA-256 is " + found
                        + ", and the report says " + sealed.orElse("none"));
    }

    private static String name(String urn) {
        return urn.substring(urn.lastIndexOf("::") + 2);
    }
}
