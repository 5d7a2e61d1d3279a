package dev.holdfast.policy.rules;

import dev.holdfast.policy.Control;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.Severity;
import java.util.Locale;

/** What the metadata of all rules have in common: the id in the catalogue, the level by severity, where to read more. */
public final class Rule {
    private Rule() {}

    /**
     * Begins the metadata of a rule.
     *
     * @param id in the catalogue of docs/policy.md, such as {@code RDS-04}; it becomes a tag
     * @param name lower-case words with hyphens
     */
    public static PolicyMetadata.Builder rule(String id, String name, Severity severity) {
        return PolicyMetadata.named(name)
                .tag(id)
                .url("docs/policy.md#" + id.toLowerCase(Locale.ROOT))
                .severity(severity)
                .level(Levels.by(severity));
    }

    /** A control of AWS Security Hub, such as {@code RDS.8}. */
    public static Control securityHub(String id) {
        var service = id.substring(0, id.indexOf('.')).toLowerCase(Locale.ROOT);
        return new Control(
                "AWS Security Hub",
                id,
                "https://docs.aws.amazon.com/securityhub/latest/userguide/" + service + "-controls.html#"
                        + id.toLowerCase(Locale.ROOT).replace('.', '-'));
    }

    /** A recommendation of the CIS AWS Foundations Benchmark, as Prowler's cis_5.0_aws.json numbers them. */
    public static Control cis(String id) {
        return new Control("CIS AWS Foundations 5.0.0", id, "https://www.cisecurity.org/benchmark/amazon_web_services");
    }

    /** A check of Checkov, such as {@code CKV_AWS_293}. */
    public static Control checkov(String id) {
        return new Control("Checkov", id, "");
    }

    /** A check of Prowler. */
    public static Control prowler(String id) {
        return new Control("Prowler", id, "");
    }
}
