package dev.holdfast.organization.guardrails;

import java.util.List;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;

/**
 * The root users of the accounts do nothing. What only root can do is a privileged task of the management account:
 * unlock a bucket or a queue whose policy locks everybody out, delete root's credentials, allow their recovery. For
 * the few tasks beyond ("Tasks that require root user credentials"), detach this guardrail for as long as they take.
 */
final class RootUser {
    private RootUser() {}

    static Guardrail guardrail() {
        return Guardrail.of(
                "root-user",
                PolicyType.SERVICE_CONTROL_POLICY,
                "Root users can do nothing; privileged tasks of the management account can be done",
                Guardrail.MANAGED,
                policy());
    }

    static IamPolicy policy() {
        return IamPolicy.create(List.of(Deny.actions("RootUser", List.of("*"))
                .addCondition(IamConditionOperator.ARN_LIKE, "aws:PrincipalArn", Principals.ROOT)
                .addCondition(Deny.exceptByAssumedRoot())
                .build()));
    }
}
