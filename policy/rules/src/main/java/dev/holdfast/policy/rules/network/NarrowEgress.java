package dev.holdfast.policy.rules.network;

import static dev.holdfast.policy.rules.Rule.checkov;
import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;

/** SG-07. */
final class NarrowEgress implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("SG-07", "sg-narrow-egress", Severity.MEDIUM)
                .description("No security group lets everything out to everywhere.")
                .why("Who breaks in sends data out by any port, and looks around.")
                .mend("Name the protocol and the port: tcp 443 to AWS, or a security group inside.")
                .control(checkov("CKV_AWS_382"))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return Traffic.types();
    }

    @Override
    public void validate(PolicyResource resource, Evaluation evaluation) {
        Traffic.of(resource).stream()
                .filter(traffic -> !traffic.incoming() && traffic.isAnywhere() && traffic.isEveryProtocol())
                .forEach(traffic -> evaluation.violation(traffic.label() + " lets everything out to everywhere"));
    }
}
