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
import dev.holdfast.policy.rules.Levels;

/** CT-01. */
final class WholeOrganizationTrail implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("CT-01", "trail-organization", Severity.HIGH)
                .description("The trail records every account of the organization.")
                .why("An account that is made tomorrow is else recorded by nobody.")
                .mend("Set isOrganizationTrail(true), in the management account or its delegate.")
                .control(securityHub("CloudTrail.1"))
                .control(cis("3.1"))
                .control(checkov("CKV_AWS_67"))
                .level(Levels::whereKept)
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:cloudtrail/trail:Trail");
    }

    @Override
    public void validate(PolicyResource trail, Evaluation evaluation) {
        if (!trail.property("isOrganizationTrail").isTrue()) {
            evaluation.violation("isOrganizationTrail is off");
        }
    }
}
