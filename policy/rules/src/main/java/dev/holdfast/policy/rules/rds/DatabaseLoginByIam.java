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

/** RDS-08. */
final class DatabaseLoginByIam implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("RDS-08", "rds-iam-authentication", Severity.MEDIUM)
                .description("People can log in to the database with a role, and no password.")
                .why("A password that somebody was told is one that nobody can take back.")
                .mend("Set iamDatabaseAuthenticationEnabled(true).")
                .control(securityHub("RDS.10"))
                .control(checkov("CKV_AWS_161"))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:rds/instance:Instance");
    }

    @Override
    public void validate(PolicyResource database, Evaluation evaluation) {
        if (!database.property("iamDatabaseAuthenticationEnabled").isTrue()) {
            evaluation.violation("iamDatabaseAuthenticationEnabled is off");
        }
    }
}
