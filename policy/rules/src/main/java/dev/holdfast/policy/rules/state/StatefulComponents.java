package dev.holdfast.policy.rules.state;

import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.conventions.StatefulTypes;
import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;

/** GOV-06. */
final class StatefulComponents implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("GOV-06", "state-in-stateful-components", Severity.HIGH)
                .description("In the workload, what holds state is declared by a component of package stateful.")
                .why("There protection, encryption, retention and backups are decided together, and a reviewer"
                        + " knows where to look.")
                .mend("Move it into a component of src/workload/.../stateful, whose type begins with "
                        + "holdfast:stateful:.")
                .build();
    }

    @Override
    public ResourceTypes types() {
        return new ResourceTypes(StatefulTypes.all());
    }

    @Override
    public void validate(PolicyResource one, Evaluation evaluation) {
        var workload = evaluation.stack().project().equals("holdfast");
        if (workload && one.parentTypes().stream().noneMatch(type -> type.startsWith("holdfast:stateful:"))) {
            evaluation.violation("it holds state, and no component of package stateful declares it");
        }
    }
}
