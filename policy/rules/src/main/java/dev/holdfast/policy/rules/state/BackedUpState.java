package dev.holdfast.policy.rules.state;

import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyStack;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.StackPolicy;
import dev.holdfast.policy.rules.Levels;
import dev.holdfast.policy.rules.backup.Selections;
import java.util.Map;

/** GOV-10. Databases of RDS have RDS-18. */
final class BackedUpState implements StackPolicy {
    /** By type, the service in its ARN. */
    private static final Map<String, String> SERVICES = Map.of(
            "aws:dynamodb/table:Table", "dynamodb",
            "aws:ebs/volume:Volume", "ec2",
            "aws:efs/fileSystem:FileSystem", "elasticfilesystem",
            "aws:rds/cluster:Cluster", "rds");

    @Override
    public PolicyMetadata metadata() {
        return rule("GOV-10", "state-backed-up", Severity.HIGH)
                .description("A backup plan covers tables, volumes, file systems and clusters.")
                .why("What is only in its own account is lost with that account.")
                .mend("Name its ARN in the resources of an aws.backup.Selection.")
                .level(Levels::whereKept)
                .build();
    }

    @Override
    public void validate(PolicyStack stack, Evaluation evaluation) {
        evaluation.forEach(stack.resources(SERVICES.keySet().toArray(String[]::new)), one -> {
            if (!Selections.cover(stack, one, SERVICES.get(one.type()))) {
                evaluation.violation(one, "no selection of a backup plan names it");
            }
        });
    }
}
