package dev.holdfast.policy.rules.rds;

import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.rules.Levels;

/** RDS-05. */
final class FinalSnapshot implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("RDS-05", "rds-final-snapshot", Severity.HIGH)
                .description("A database that is deleted leaves a last snapshot.")
                .why("It is the only way back from a deletion that somebody meant and should not have.")
                .mend("Set skipFinalSnapshot(false) and finalSnapshotIdentifier.")
                .level(Levels::unlessDisposable)
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:rds/instance:Instance");
    }

    @Override
    public void validate(PolicyResource database, Evaluation evaluation) {
        if (database.property("skipFinalSnapshot").isTrue()) {
            evaluation.violation("skipFinalSnapshot is on");
        } else if (database.property("finalSnapshotIdentifier").isAbsent()) {
            evaluation.violation("no finalSnapshotIdentifier is set, without which RDS cannot be asked to delete it");
        }
    }
}
