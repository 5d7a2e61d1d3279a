package dev.holdfast.policy.rules.audit;

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

/** CT-03. */
final class TrailKey implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("CT-03", "trail-key", Severity.HIGH)
                .description("The record is encrypted with a key of ours.")
                .why("What happened in all accounts is read by few.")
                .mend("Set kmsKeyId(key.arn()).")
                .control(securityHub("CloudTrail.2"))
                .control(cis("3.5"))
                .control(checkov("CKV_AWS_35"))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:cloudtrail/trail:Trail");
    }

    @Override
    public void validate(PolicyResource trail, Evaluation evaluation) {
        if (trail.property("kmsKeyId").isAbsent()) {
            evaluation.violation("no kmsKeyId is set");
        }
    }
}
