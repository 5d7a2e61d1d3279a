package dev.holdfast.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a run came to, for a person.
 *
 * <pre>{@code
 * System.out.println(new Verdict(pack, analysis).line());
 * }</pre>
 *
 * @param pack whose rules were asked
 * @param analysis that asked them
 */
public record Verdict(PolicyPack pack, Analysis analysis) {
    /** One line: how many rules and checks, and what they came to. */
    public String line() {
        int mandatory = analysis.checks(EnforcementLevel.MANDATORY);
        int advisory = analysis.checks(EnforcementLevel.ADVISORY);
        var findings = analysis.findings();
        return String.format(
                Locale.ROOT,
                "policy pack %s: %d rules, %d mandatory and %d advisory checks: %s, %s, %s, %d exempted",
                pack.name(),
                pack.described().size(),
                mandatory,
                advisory,
                count(findings, Finding.Kind.VIOLATION, EnforcementLevel.MANDATORY, "violation", "violations"),
                count(findings, Finding.Kind.VIOLATION, EnforcementLevel.ADVISORY, "recommendation", "recommendations"),
                unevaluated(findings),
                findings.stream()
                        .filter(one -> one.kind() == Finding.Kind.EXEMPTED)
                        .count());
    }

    /** What could not be decided, by rule, with resources and reasons. */
    public Map<PolicyMetadata, String> notEvaluated() {
        var byRule = new LinkedHashMap<PolicyMetadata, List<String>>();
        analysis.findings().stream()
                .filter(finding -> finding.kind() == Finding.Kind.NOT_EVALUATED)
                .forEach(finding -> byRule.computeIfAbsent(finding.rule(), rule -> new ArrayList<>())
                        .add(name(finding.urn()) + ": " + finding.message()));
        var lines = new LinkedHashMap<PolicyMetadata, String>();
        byRule.forEach((rule, reasons) -> lines.put(
                rule, String.join("; ", reasons.stream().sorted().distinct().toList())));
        return lines;
    }

    private static String unevaluated(List<Finding> findings) {
        var all = findings.stream()
                .filter(finding -> finding.kind() == Finding.Kind.NOT_EVALUATED)
                .toList();
        long mandatory = all.stream()
                .filter(finding -> finding.level() == EnforcementLevel.MANDATORY)
                .count();
        return all.size() + " not evaluated" + (all.isEmpty() ? "" : " (" + mandatory + " mandatory)");
    }

    private static String count(
            List<Finding> findings, Finding.Kind kind, EnforcementLevel level, String one, String several) {
        long count = findings.stream()
                .filter(finding -> finding.kind() == kind && finding.level() == level)
                .count();
        return count + " " + (count == 1 ? one : several);
    }

    private static String name(String urn) {
        return urn.substring(urn.lastIndexOf("::") + 1).replaceFirst("^:", "");
    }
}
