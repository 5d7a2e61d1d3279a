package dev.holdfast.policy.rules.rds;

import static dev.holdfast.policy.rules.Rule.checkov;
import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.rules.Levels;

/** RDS-12. */
final class DatabaseInsights implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("RDS-12", "rds-insights", Severity.MEDIUM)
                .description("Where the database says which statements are slow, a key of ours encrypts that.")
                .why("What is kept holds texts of statements, and so perhaps data.")
                .mend("Set performanceInsightsEnabled(true) and performanceInsightsKmsKeyId.")
                .control(checkov("CKV_AWS_353"))
                .control(checkov("CKV_AWS_354"))
                .level(Levels::production)
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:rds/instance:Instance");
    }

    @Override
    public void validate(PolicyResource database, Evaluation evaluation) {
        if (!database.property("performanceInsightsEnabled").isTrue()) {
            evaluation.violation("performanceInsightsEnabled is off");
        } else if (database.property("performanceInsightsKmsKeyId").isAbsent()) {
            evaluation.violation("no performanceInsightsKmsKeyId is set");
        }
    }
}
