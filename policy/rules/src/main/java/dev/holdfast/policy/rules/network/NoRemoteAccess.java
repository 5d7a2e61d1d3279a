package dev.holdfast.policy.rules.network;

import static dev.holdfast.policy.rules.Rule.checkov;
import static dev.holdfast.policy.rules.Rule.cis;
import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;
import java.util.List;

/** SG-02. */
final class NoRemoteAccess implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("SG-02", "sg-no-remote-access", Severity.CRITICAL)
                .description("No security group lets SSH or RDP in from the internet.")
                .why("The whole internet tries passwords there.")
                .mend("Use Session Manager or CloudShell in the VPC, and no rule at all.")
                .control(securityHub("EC2.13"))
                .control(securityHub("EC2.14"))
                .control(cis("5.3"))
                .control(cis("5.4"))
                .control(checkov("CKV_AWS_24"))
                .control(checkov("CKV_AWS_25"))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return Traffic.types();
    }

    @Override
    public void validate(PolicyResource resource, Evaluation evaluation) {
        for (var traffic : Traffic.of(resource)) {
            for (var port : List.of(22, 3389)) {
                if (traffic.incoming() && traffic.isAnywhere() && traffic.includes(port)) {
                    evaluation.violation(traffic.label() + " lets port " + port + " in from the internet");
                }
            }
        }
    }
}
