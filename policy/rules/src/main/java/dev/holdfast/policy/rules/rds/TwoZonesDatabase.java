package dev.holdfast.policy.rules.rds;

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

/** RDS-07. */
final class TwoZonesDatabase implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("RDS-07", "rds-multi-az", Severity.HIGH)
                .description("In production a standby waits in another zone.")
                .why("A zone that fails, and every update of the machine, is else an outage of minutes or " + "hours.")
                .mend("Set multiAz(true).")
                .control(securityHub("RDS.5"))
                .control(cis("2.2.4"))
                .control(checkov("CKV_AWS_157"))
                .level(Levels::production)
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:rds/instance:Instance");
    }

    @Override
    public void validate(PolicyResource database, Evaluation evaluation) {
        if (!database.property("multiAz").isTrue()) {
            evaluation.violation("multiAz is off");
        }
    }
}
