package dev.holdfast.policy.rules.rds;

import static dev.holdfast.policy.rules.Rule.checkov;
import static dev.holdfast.policy.rules.Rule.cis;
import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;

/** RDS-13. */
final class MinorUpgrades implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("RDS-13", "rds-minor-upgrades", Severity.MEDIUM)
                .description("RDS takes minor versions in by itself.")
                .why("They mend holes, and are compatible.")
                .mend("Leave autoMinorVersionUpgrade on, which it is where nothing is set.")
                .control(securityHub("RDS.13"))
                .control(cis("2.2.2"))
                .control(checkov("CKV_AWS_226"))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:rds/instance:Instance");
    }

    @Override
    public void validate(PolicyResource database, Evaluation evaluation) {
        if (!database.property("autoMinorVersionUpgrade").bool(true)) {
            evaluation.violation("autoMinorVersionUpgrade is off");
        }
    }
}
