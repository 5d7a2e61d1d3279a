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

/** RDS-14. */
final class TaggedSnapshots implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("RDS-14", "rds-tagged-snapshots", Severity.LOW)
                .description("Snapshots have the tags of their database.")
                .why("What nobody can tell the owner of is never deleted, and is in no bill.")
                .mend("Set copyTagsToSnapshot(true).")
                .control(securityHub("RDS.17"))
                .control(checkov("CKV2_AWS_60"))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:rds/instance:Instance");
    }

    @Override
    public void validate(PolicyResource database, Evaluation evaluation) {
        if (!database.property("copyTagsToSnapshot").isTrue()) {
            evaluation.violation("copyTagsToSnapshot is off");
        }
    }
}
