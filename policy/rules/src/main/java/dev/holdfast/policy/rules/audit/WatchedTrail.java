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

/** CT-04. */
final class WatchedTrail implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("CT-04", "trail-watched", Severity.MEDIUM)
                .description("The record reaches CloudWatch, where alarms can watch it.")
                .why("A bucket tells nobody that somebody used the root user.")
                .mend("Set cloudWatchLogsGroupArn and cloudWatchLogsRoleArn.")
                .control(securityHub("CloudTrail.5"))
                .control(checkov("CKV2_AWS_10"))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:cloudtrail/trail:Trail");
    }

    @Override
    public void validate(PolicyResource trail, Evaluation evaluation) {
        if (trail.property("cloudWatchLogsGroupArn").isAbsent()) {
            evaluation.violation("no cloudWatchLogsGroupArn is set");
        }
    }
}
