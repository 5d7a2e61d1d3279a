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

/** GOV-09. */
final class RetainedState implements ResourcePolicy {
    /** By type, the switch that lets it be deleted with all that is in it. */
    private static final Map<String, String> SWITCH = Map.of(
            "aws:backup/vault:Vault", "forceDestroy",
            "aws:rds/cluster:Cluster", "skipFinalSnapshot",
            "aws:route53/zone:Zone", "forceDestroy");

    @Override
    public PolicyMetadata metadata() {
        return rule("GOV-09", "state-retained", Severity.HIGH)
                .description("What holds state is not deleted while something is in it.")
                .why("The refusal of a service is the last one, when protect was taken away by mistake.")
                .mend("Leave the switch off outside review stacks.")
                .level(Levels::unlessDisposable)
                .build();
    }

    @Override
    public ResourceTypes types() {
        return new ResourceTypes(SWITCH.keySet());
    }

    @Override
    public void validate(PolicyResource one, Evaluation evaluation) {
        var name = SWITCH.get(one.type());
        if (one.property(name).isTrue()) {
            evaluation.violation(name + " is on");
        }
    }
}
