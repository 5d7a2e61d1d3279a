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

/** RDS-04. */
final class DatabaseDeletionProtection implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("RDS-04", "rds-deletion-protection", Severity.HIGH)
                .description("RDS refuses to delete the database.")
                .why(
                        "Pulumi's protect stops Pulumi only: the API, the console and a plan that replaces it do not ask it.")
                .mend("Set deletionProtection(true).")
                .control(securityHub("RDS.8"))
                .control(checkov("CKV_AWS_293"))
                .level(Levels::unlessDisposable)
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:rds/instance:Instance");
    }

    @Override
    public void validate(PolicyResource database, Evaluation evaluation) {
        if (!database.property("deletionProtection").isTrue()) {
            evaluation.violation("deletionProtection is off");
        }
    }
}
