package dev.holdfast.policy.rules.kms;

import static dev.holdfast.policy.rules.Rule.checkov;
import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.rules.iam.PolicyDocument;
import dev.holdfast.policy.rules.iam.PolicyDocument.Statement;

/** KMS-03. */
final class OwnPeopleOnly implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("KMS-03", "kms-policy", Severity.HIGH)
                .description("The policy of a key names who may use it, and cannot lock everybody out.")
                .why("A key that anybody may use encrypts for nobody.")
                .mend("Name principals in each statement, or a condition such as aws:PrincipalOrgID; leave "
                        + "bypassPolicyLockoutSafetyCheck off.")
                .control(securityHub("KMS.5"))
                .control(checkov("CKV_AWS_33"))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:kms/key:Key");
    }

    @Override
    public void validate(PolicyResource key, Evaluation evaluation) {
        if (key.property("bypassPolicyLockoutSafetyCheck").isTrue()) {
            evaluation.violation("bypassPolicyLockoutSafetyCheck is on");
        }
        PolicyDocument.of(key.property("policy")).allowing().stream()
                .filter(Statement::isForAnybody)
                .forEach(statement -> evaluation.violation(statement.label() + " allows everybody"));
    }
}
