package dev.holdfast.policy.rules.balancing;

import static dev.holdfast.policy.rules.Rule.checkov;
import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.ConfigurationSchema;
import dev.holdfast.policy.ConfigurationSchema.Property;
import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;
import java.util.Set;

/** ALB-09. */
final class HealthyTargets implements ResourcePolicy {
    /** What AWS takes by itself, in seconds. */
    private static final int LONGEST = 300;

    @Override
    public PolicyMetadata metadata() {
        return rule("ALB-09", "alb-healthy-targets", Severity.MEDIUM)
                .description(
                        "A target group asks its targets on a path of their own whether they work, and waits no longer than needed when they leave.")
                .why(
                        "The root page answers while the database does not; and five minutes, AWS's own delay, make each deployment five minutes longer.")
                .mend("Set healthCheck.path and deregistrationDelay.")
                .control(securityHub("ELB.21"))
                .control(checkov("CKV_AWS_261"))
                .control(checkov("CKV_AWS_378"))
                .schema(ConfigurationSchema.of(
                        Property.bool("https", "whether the load balancer has to speak TLS to its targets")
                                .byDefault(false)))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:lb/targetGroup:TargetGroup", "aws:alb/targetGroup:TargetGroup");
    }

    @Override
    public void validate(PolicyResource targets, Evaluation evaluation) {
        var protocol = targets.property("protocol").string("");
        if (!protocol.startsWith("HTTP")) {
            return;
        }
        if (Set.of("", "/").contains(targets.property("healthCheck.path").string(""))) {
            evaluation.violation("healthCheck.path is not set");
        }
        var delay = targets.property("deregistrationDelay");
        if (delay.isAbsent() || delay.integer() >= LONGEST) {
            evaluation.violation("deregistrationDelay is not set");
        }
        if (evaluation.configuration().get("https").isTrue() && !protocol.equals("HTTPS")) {
            evaluation.violation("targets are asked without TLS");
        }
    }
}
