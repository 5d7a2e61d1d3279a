package dev.holdfast.organization.guardrails;

import java.util.List;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;

/**
 * No IAM users and no long-lived credentials, for nobody: people sign in through IAM Identity Center, CI through GitHub's
 * tokens, workloads through roles. What exists can be deleted.
 */
final class IamUsers {
    private static final List<String> CREDENTIALS = List.of(
            "iam:CreateAccessKey",
            "iam:CreateLoginProfile",
            "iam:CreateServiceSpecificCredential",
            "iam:CreateUser",
            "iam:ResetServiceSpecificCredential",
            "iam:UpdateLoginProfile",
            "iam:UploadSSHPublicKey",
            "iam:UploadSigningCertificate");

    private IamUsers() {}

    static Guardrail guardrail() {
        return Guardrail.of(
                "iam-users",
                PolicyType.SERVICE_CONTROL_POLICY,
                "No IAM users, access keys, passwords or other long-lived credentials can be made",
                Guardrail.MANAGED,
                policy());
    }

    static IamPolicy policy() {
        return IamPolicy.create(List.of(Deny.actions("LongLivedCredentials", CREDENTIALS)
                // A privileged task that lets an account recover its root user creates a login profile for it.
                .addCondition(Deny.exceptByAssumedRoot())
                .build()));
    }
}
