package dev.holdfast.policy.rules.audit;

import static dev.holdfast.policy.rules.Rule.checkov;
import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;

/** CT-06. */
final class TrailOfAllRegions implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("CT-06", "trail-regions", Severity.HIGH)
                .description("The trail records every region.")
                .why("Who has stolen a key works where nobody looks.")
                .mend("Set isMultiRegionTrail(true).")
                .control(securityHub("CloudTrail.1"))
                .control(checkov("CKV_AWS_67"))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:cloudtrail/trail:Trail");
    }

    @Override
    public void validate(PolicyResource trail, Evaluation evaluation) {
        if (!trail.property("isMultiRegionTrail").isTrue()) {
            evaluation.violation("isMultiRegionTrail is off");
        }
    }
}
