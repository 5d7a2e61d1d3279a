package dev.holdfast.policy.rules.state;

import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.conventions.StatefulTypes;
import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.rules.Levels;

/** GOV-02. */
final class HeldFast implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("GOV-02", "state-protected", Severity.CRITICAL)
                .description("Pulumi refuses to delete or replace what holds state.")
                .why("A rename, a moved file or a changed argument can plan a replacement that nobody notices "
                        + "in a long preview.")
                .mend("Declare it with CustomResourceOptions.builder().protect(true).")
                .level(Levels::unlessDisposable)
                .build();
    }

    @Override
    public ResourceTypes types() {
        return new ResourceTypes(StatefulTypes.all());
    }

    @Override
    public void validate(PolicyResource one, Evaluation evaluation) {
        if (!one.options().protect()) {
            evaluation.violation("it holds state and is not protected");
        }
    }
}
