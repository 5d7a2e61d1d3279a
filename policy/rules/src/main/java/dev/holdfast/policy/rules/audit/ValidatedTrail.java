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

/** CT-02. */
final class ValidatedTrail implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("CT-02", "trail-validation", Severity.HIGH)
                .description("Whoever changes the record afterwards is found out.")
                .why("A record that can be changed proves nothing.")
                .mend("Set enableLogFileValidation(true).")
                .control(securityHub("CloudTrail.4"))
                .control(cis("3.2"))
                .control(checkov("CKV_AWS_36"))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:cloudtrail/trail:Trail");
    }

    @Override
    public void validate(PolicyResource trail, Evaluation evaluation) {
        if (!trail.property("enableLogFileValidation").isTrue()) {
            evaluation.violation("enableLogFileValidation is off");
        }
    }
}
