package dev.holdfast.policy.rules.iam;

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

/** IAM-03. */
final class NoUsers implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("IAM-03", "iam-no-users", Severity.HIGH)
                .description("There are no users of IAM, and no access keys.")
                .why(
                        "A key that lasts is a key that leaks. People sign in through Identity Center, pipelines with their tokens.")
                .mend("Give people a permission set, and programs a role.")
                .control(securityHub("IAM.2"))
                .control(securityHub("IAM.3"))
                .control(cis("1.13"))
                .control(cis("1.14"))
                .control(checkov("CKV_AWS_273"))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of(
                "aws:iam/user:User",
                "aws:iam/accessKey:AccessKey",
                "aws:iam/userLoginProfile:UserLoginProfile",
                "aws:iam/serviceSpecificCredential:ServiceSpecificCredential",
                "aws:iam/signingCertificate:SigningCertificate");
    }

    @Override
    public void validate(PolicyResource user, Evaluation evaluation) {
        evaluation.violation("is a user of IAM, or its credential");
    }
}
