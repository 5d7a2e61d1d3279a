package dev.holdfast.workload.stateless;

import java.util.List;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamPrincipal;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * Who may use a VPC's endpoint, and for what. Somebody's stolen code in a task gets nothing out by them: not with keys of
 * an account of its own, and not into a bucket of one.
 */
final class EndpointPolicy {
    private static final String PRINCIPAL_ACCOUNT = "aws:PrincipalAccount";

    private EndpointPolicy() {}

    /** Of an interface endpoint: roles of the account, which their own policies restrict further. */
    static String ofInterface(String account) {
        return json(List.of(allow("Account", "*", "*")
                .addCondition(IamConditionOperator.STRING_EQUALS, PRINCIPAL_ACCOUNT, account)
                .build()));
    }

    /**
     * Of the endpoint of S3: roles of the account, with buckets of the account and of its organization, if it is in one.
     * And everybody with the registry's bucket, because a layer is fetched by a link that the registry signed.
     */
    static String ofS3(String region, String account) {
        return json(List.of(
                allow("Account", "s3:*", "*")
                        .addCondition(IamConditionOperator.STRING_EQUALS, PRINCIPAL_ACCOUNT, account)
                        .addCondition(IamConditionOperator.STRING_EQUALS, "aws:ResourceAccount", account)
                        .build(),
                allow("Organization", "s3:*", "*")
                        .addCondition(IamConditionOperator.STRING_EQUALS, PRINCIPAL_ACCOUNT, account)
                        .addCondition(IamConditionOperator.STRING_EQUALS, "aws:ResourceOrgID", "${aws:PrincipalOrgID}")
                        .build(),
                // docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html names it.
                allow("ImageLayers", "s3:GetObject", "arn:aws:s3:::prod-" + region + "-starport-layer-bucket/*")
                        .build()));
    }

    private static IamStatement.Builder allow(String sid, String action, String resource) {
        return IamStatement.builder()
                .sid(sid)
                .effect(IamEffect.ALLOW)
                .addPrincipal(IamPrincipal.ALL)
                .addAction(action)
                .addResource(resource);
    }

    private static String json(List<IamStatement> statements) {
        return IamPolicy.create(statements).toJson();
    }
}
