package dev.holdfast.organization.guardrails;

import java.util.List;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamPrincipal;

/** Nothing is read or written without TLS. A request that does not say how it
 * travels comes from one of AWS's services, and passes. */
final class SecureTransport {
    private SecureTransport() {}

    static Guardrail guardrail() {
        return Guardrail.of(
                "secure-transport",
                PolicyType.RESOURCE_CONTROL_POLICY,
                "Data, keys and roles are reached through TLS only",
                DataPerimeter.UNITS,
                policy());
    }

    static IamPolicy policy() {
        return IamPolicy.create(List.of(Deny.actions(
                        "WithoutTls",
                        List.of("dynamodb:*", "ecr:*", "kms:*", "s3:*", "secretsmanager:*", "sqs:*", "sts:*"))
                .addPrincipal(IamPrincipal.ALL)
                .addCondition(IamConditionOperator.BOOL, "aws:SecureTransport", "false")
                .build()));
    }
}
