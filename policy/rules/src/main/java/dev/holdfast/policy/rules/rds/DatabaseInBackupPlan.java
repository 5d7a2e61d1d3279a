package dev.holdfast.policy.rules.rds;

import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyStack;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.StackPolicy;
import dev.holdfast.policy.rules.Levels;
import dev.holdfast.policy.rules.backup.Selections;

/** RDS-18. */
final class DatabaseInBackupPlan implements StackPolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("RDS-18", "rds-in-backup-plan", Severity.HIGH)
                .description("A backup plan covers the database.")
                .why("RDS's own backups are in the same account, and go with it.")
                .mend("Name the database's ARN in the resources of an aws.backup.Selection.")
                .control(securityHub("RDS.26"))
                .level(Levels::whereKept)
                .build();
    }

    @Override
    public void validate(PolicyStack stack, Evaluation evaluation) {
        evaluation.forEach(stack.resources("aws:rds/instance:Instance"), database -> {
            if (!Selections.cover(stack, database, "rds")) {
                evaluation.violation(database, "no selection of a backup plan names it");
            }
        });
    }
}
