package dev.holdfast.policy.rules.rds;

import static dev.holdfast.policy.rules.Rule.checkov;
import static dev.holdfast.policy.rules.Rule.cis;
import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.Remediation;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;

/** RDS-01. */
final class PrivateDatabase implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("RDS-01", "rds-not-public", Severity.CRITICAL)
                .description("The database has no public address.")
                .why("What has a public address is scanned within minutes, and one wrong rule of a security "
                        + "group opens it.")
                .mend("Set publiclyAccessible(false).")
                .control(securityHub("RDS.2"))
                .control(cis("2.2.3"))
                .control(checkov("CKV_AWS_17"))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:rds/instance:Instance");
    }

    @Override
    public void validate(PolicyResource database, Evaluation evaluation) {
        if (database.property("publiclyAccessible").isTrue()) {
            evaluation.violation("publiclyAccessible is on");
        }
    }

    @Override
    public void remediate(Remediation remediation) {
        remediation.set("publiclyAccessible", false);
    }
}
