package dev.holdfast.policy.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Control;
import dev.holdfast.policy.EnforcementLevel;
import dev.holdfast.policy.Policy;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.Remediation;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.StackIdentity;
import dev.holdfast.testkit.GeneratedSection;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of all rules in docs/policy.md. */
class PolicyPageTest {
    private static final List<String> STACKS = List.of("review-1", "dev", "stage", "prod");

    @Test
    void listsEveryRule() {
        new GeneratedSection(Path.of("../../docs/policy.md"), "rules").is(page());
    }

    @Test
    void everyRuleSaysWhyItIsThereAndHowToMendWhatBreaksIt() {
        assertThat(HoldfastPolicies.rules()).allSatisfy(policy -> {
            assertThat(policy.metadata().why()).as(policy.metadata().name()).isNotBlank();
            assertThat(policy.metadata().mend()).as(policy.metadata().name()).isNotBlank();
        });
    }

    @Test
    void noTwoRulesHaveOneId() {
        assertThat(HoldfastPolicies.rules())
                .extracting(policy -> id(policy.metadata()))
                .doesNotHaveDuplicates();
    }

    private static String page() {
        var groups = new TreeMap<String, List<Policy>>();
        HoldfastPolicies.rules().stream()
                .sorted(Comparator.comparing(policy -> id(policy.metadata())))
                .forEach(policy -> groups.computeIfAbsent(
                                id(policy.metadata()).replaceFirst("-\\d+$", ""), group -> new java.util.ArrayList<>())
                        .add(policy));
        var page = new StringBuilder(HoldfastPolicies.rules().size() + " rules.\n");
        groups.forEach((group, policies) -> {
            page.append("\n### ").append(group).append("\n\n");
            page.append("| id | what holds | why, and how to mend it | level | ids elsewhere |\n");
            page.append("| --- | --- | --- | --- | --- |\n");
            policies.forEach(policy -> page.append(row(policy)));
        });
        return page.toString();
    }

    private static String row(Policy policy) {
        var metadata = policy.metadata();
        return "| <a id=\"%s\"></a>%s | **%s**: %s%s | %s *%s* | %s | %s |%n"
                .formatted(
                        id(metadata).toLowerCase(Locale.ROOT),
                        id(metadata),
                        metadata.name(),
                        cell(metadata.description()),
                        settings(policy),
                        cell(metadata.why()),
                        cell(metadata.mend()),
                        levels(metadata),
                        metadata.controls().stream().map(PolicyPageTest::link).collect(Collectors.joining(", ")));
    }

    private static String settings(Policy policy) {
        var properties = policy.metadata().schema().properties().values().stream()
                .map(property -> "`%s` (%s; default %s)"
                        .formatted(property.name(), cell(property.description()), property.fallback()))
                .collect(Collectors.joining(", "));
        return (properties.isEmpty() ? "" : " Set: " + properties + ".")
                + (remediates(policy) ? " Can remediate." : "");
    }

    private static boolean remediates(Policy policy) {
        try {
            return policy instanceof ResourcePolicy
                    && policy.getClass()
                                    .getMethod("remediate", Remediation.class)
                                    .getDeclaringClass()
                            != ResourcePolicy.class;
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    /** For example {@code mandatory in stage, prod; advisory in review, dev}. */
    private static String levels(PolicyMetadata metadata) {
        var stacks = new LinkedHashMap<EnforcementLevel, List<String>>();
        for (var stack : STACKS) {
            stacks.computeIfAbsent(
                            metadata.level(StackIdentity.named("holdfast", stack)),
                            level -> new java.util.ArrayList<>())
                    .add(stack.replace("-1", ""));
        }
        if (stacks.size() == 1) {
            return stacks.keySet().iterator().next().name().toLowerCase(Locale.ROOT);
        }
        return stacks.entrySet().stream()
                .filter(entry -> entry.getKey() != EnforcementLevel.DISABLED)
                .map(entry ->
                        entry.getKey().name().toLowerCase(Locale.ROOT) + " in " + String.join(", ", entry.getValue()))
                .collect(Collectors.joining("; "));
    }

    private static String link(Control control) {
        return control.url().isEmpty() ? control.toString() : "[" + control + "](" + control.url() + ")";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }

    private static String id(PolicyMetadata metadata) {
        return metadata.tags().get(0);
    }
}
