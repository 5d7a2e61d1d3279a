package dev.holdfast.policy.rules.balancing;

import static dev.holdfast.policy.rules.Rule.checkov;
import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;
import java.util.Set;
import java.util.regex.Pattern;

/** ALB-08. */
final class CurrentTls implements ResourcePolicy {
    private static final Pattern CURRENT =
            Pattern.compile("ELBSecurityPolicy-TLS13-1-(3|2-Res)(-FIPS)?(-PQ)?-\\d{4}-\\d{2}");

    @Override
    public PolicyMetadata metadata() {
        return rule("ALB-08", "alb-current-tls", Severity.MEDIUM)
                .description("Listeners speak TLS 1.3, or 1.2 with forward secrecy, and nothing older.")
                .why("What was recorded yesterday must not be read tomorrow.")
                .mend(
                        "Set sslPolicy to ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09, or another of the families TLS13-1-3 and TLS13-1-2-Res.")
                .control(securityHub("ELB.17"))
                .control(checkov("CKV_AWS_103"))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:lb/listener:Listener", "aws:alb/listener:Listener");
    }

    @Override
    public void validate(PolicyResource listener, Evaluation evaluation) {
        if (!Set.of("HTTPS", "TLS").contains(listener.property("protocol").string(""))) {
            return;
        }
        if (!CURRENT.matcher(listener.property("sslPolicy").string("")).matches()) {
            evaluation.violation("sslPolicy allows old ciphers");
        }
    }
}
