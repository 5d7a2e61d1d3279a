package dev.holdfast.policy.rules.rds;

import static dev.holdfast.policy.rules.Rule.checkov;
import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.rules.Levels;

/** RDS-11. */
final class DatabaseMonitoring implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("RDS-11", "rds-enhanced-monitoring", Severity.MEDIUM)
                .description("In production the machine below the database is measured.")
                .why("A full disk or a swapping kernel shows in no metric of the database.")
                .mend("Set monitoringInterval, to 60 seconds for example, and monitoringRoleArn.")
                .control(securityHub("RDS.6"))
                .control(checkov("CKV_AWS_118"))
                .level(Levels::production)
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:rds/instance:Instance");
    }

    @Override
    public void validate(PolicyResource database, Evaluation evaluation) {
        if (database.property("monitoringInterval").integer(0) == 0) {
            evaluation.violation("monitoringInterval is 0");
        }
    }
}
