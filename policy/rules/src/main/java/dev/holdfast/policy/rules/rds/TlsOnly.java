package dev.holdfast.policy.rules.rds;

import static dev.holdfast.policy.rules.Rule.checkov;
import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;

/** RDS-10. */
final class TlsOnly implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("RDS-10", "rds-tls-only", Severity.HIGH)
                .description("The database lets nobody in without TLS.")
                .why("Passwords and data else cross the network as they are.")
                .mend("Set the parameter rds.force_ssl to 1 in the parameter group.")
                .control(securityHub("RDS.38"))
                .control(checkov("CKV2_AWS_69"))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:rds/parameterGroup:ParameterGroup");
    }

    @Override
    public void validate(PolicyResource parameters, Evaluation evaluation) {
        if (!parameters.property("family").string("").startsWith("postgres")) {
            return;
        }
        var forced = parameters.property("parameters").elements().stream()
                .filter(parameter -> parameter.get("name").string("").equals("rds.force_ssl"))
                .anyMatch(parameter -> parameter.get("value").string("").equals("1"));
        if (!forced) {
            evaluation.violation("rds.force_ssl is not 1");
        }
    }
}
