package dev.holdfast.conventions;

import java.util.List;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamPrincipalType;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * The policy of a role that an AWS service takes on.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html">The confused deputy problem</a>
 */
public final class ServiceTrust {
    private ServiceTrust() {}

    /**
     * Trust in a service that does not say for whom it acts.
     *
     * @param service its principal, such as {@code lambda.amazonaws.com}
     */
    public static IamPolicy in(String service) {
        return IamPolicy.create(List.of(statement(service).build()));
    }

    /** Trust in a service on behalf of one account: else another account could have it act here. */
    public static IamPolicy in(String service, String account) {
        return IamPolicy.create(List.of(statement(service, account).build()));
    }

    /**
     * The same, on behalf of some of the account's resources.
     *
     * @param resources a pattern of their ARNs
     */
    public static IamPolicy in(String service, String account, String resources) {
        return IamPolicy.create(List.of(statement(service, account)
                .addCondition(IamConditionOperator.ARN_LIKE, "aws:SourceArn", resources)
                .build()));
    }

    private static IamStatement.Builder statement(String service, String account) {
        return statement(service).addCondition(IamConditionOperator.STRING_EQUALS, "aws:SourceAccount", account);
    }

    private static IamStatement.Builder statement(String service) {
        return IamStatement.builder()
                .effect(IamEffect.ALLOW)
                .addPrincipal(IamPrincipalType.SERVICE, service)
                .addAction("sts:AssumeRole");
    }
}
