package dev.holdfast.policy.rules.network;

import static dev.holdfast.policy.rules.Rule.checkov;
import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;
import java.util.Set;

/** SG-05. */
final class DescribedRule implements ResourcePolicy {
    /** What the provider writes where the program says nothing. */
    private static final Set<String> DEFAULTS = Set.of("", "Managed by Pulumi");

    @Override
    public PolicyMetadata metadata() {
        return rule("SG-05", "sg-description", Severity.LOW)
                .description("Each security group and each of its rules says what it is for.")
                .why("Who reads it in an incident has to know what may be closed.")
                .mend("Set description on the group and on the rule.")
                .control(checkov("CKV_AWS_23"))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return Traffic.types();
    }

    @Override
    public void validate(PolicyResource resource, Evaluation evaluation) {
        if (resource.type().equals(Traffic.GROUP)
                && DEFAULTS.contains(resource.property("description").string(""))) {
            evaluation.violation("the group does not say what it is for");
        }
        Traffic.of(resource).stream()
                .filter(traffic -> traffic.description().string("").isBlank())
                .forEach(traffic -> evaluation.violation(traffic.label() + " does not say what it is for"));
    }
}
