package dev.holdfast.policy.rules.secrets;

import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.rules.Levels;

/** SEC-03. */
final class SecretRecovery implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("SEC-03", "secret-recovery", Severity.HIGH)
                .description("A secret that was deleted can be brought back for a week.")
                .why("Without its secret, what it opens is closed to us as well.")
                .mend("Set recoveryWindowInDays to 7 or more, or leave it out.")
                .level(Levels::whereKept)
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:secretsmanager/secret:Secret");
    }

    @Override
    public void validate(PolicyResource secret, Evaluation evaluation) {
        var days = secret.property("recoveryWindowInDays").integer(30);
        if (days < 7) {
            evaluation.violation("it can be brought back for " + days + " days");
        }
    }
}
