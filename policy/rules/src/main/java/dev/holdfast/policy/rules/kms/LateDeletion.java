package dev.holdfast.policy.rules.kms;

import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.rules.Levels;

/** KMS-02. */
final class LateDeletion implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("KMS-02", "kms-late-deletion", Severity.HIGH)
                .description("A key whose deletion was asked for waits for 30 days.")
                .why("Without its key everything that it encrypts is lost: these days are the last chance to "
                        + "notice.")
                .mend("Set deletionWindowInDays(30), or leave it out.")
                .control(securityHub("KMS.3"))
                .level(Levels::whereKept)
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:kms/key:Key");
    }

    @Override
    public void validate(PolicyResource key, Evaluation evaluation) {
        var days = key.property("deletionWindowInDays").integer(30);
        if (days < 30) {
            evaluation.violation("it is deleted after " + days + " days");
        }
    }
}
