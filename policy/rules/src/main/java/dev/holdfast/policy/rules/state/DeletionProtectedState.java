package dev.holdfast.policy.rules.state;

import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.rules.Levels;
import java.util.Map;

/** GOV-08. */
final class DeletionProtectedState implements ResourcePolicy {
    /** By type, the service's own protection. */
    private static final Map<String, String> FLAG = Map.of(
            "aws:dynamodb/table:Table", "deletionProtectionEnabled",
            "aws:rds/cluster:Cluster", "deletionProtection");

    @Override
    public PolicyMetadata metadata() {
        return rule("GOV-08", "state-deletion-protected", Severity.HIGH)
                .description("The service itself refuses to delete data that it can protect.")
                .why("Pulumi protects from Pulumi only.")
                .mend("Switch the protection on.")
                .level(Levels::unlessDisposable)
                .build();
    }

    @Override
    public ResourceTypes types() {
        return new ResourceTypes(FLAG.keySet());
    }

    @Override
    public void validate(PolicyResource one, Evaluation evaluation) {
        var name = FLAG.get(one.type());
        if (!one.property(name).isTrue()) {
            evaluation.violation(name + " is off");
        }
    }
}
