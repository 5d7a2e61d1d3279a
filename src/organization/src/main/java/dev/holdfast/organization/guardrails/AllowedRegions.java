package dev.holdfast.organization.guardrails;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;

/**
 * Nothing is done outside the allowed regions, by anybody, so that nobody looks for intruders there. Services without a
 * region answer from us-east-1, and are exempt: AWS's own list, in "Deny access to AWS based on the requested AWS Region"
 * of the Control Tower controls, without what is regional today and what AWS has ended.
 */
final class AllowedRegions {
    /** Services that are in no region, and their console's pages. */
    private static final List<String> GLOBAL = List.of(
            "account:*",
            "artifact:*",
            "aws-marketplace:*",
            "aws-portal:*",
            "billing:*",
            "billingconductor:*",
            "budgets:*",
            "ce:*",
            "chatbot:*",
            "cloudfront:*",
            "compute-optimizer:*",
            "consoleapp:*",
            "consolidatedbilling:*",
            "cost-optimization-hub:*",
            "cur:*",
            "directconnect:*",
            "ec2:DescribeRegions",
            "ecr-public:*",
            "fms:*",
            "freetier:*",
            "globalaccelerator:*",
            "health:*",
            "iam:*",
            "invoicing:*",
            "networkmanager:*",
            "notifications:*",
            "notifications-contacts:*",
            "organizations:*",
            "payments:*",
            "pricing:*",
            "resource-explorer-2:*",
            "route53:*",
            "route53-recovery-cluster:*",
            "route53-recovery-control-config:*",
            "route53-recovery-readiness:*",
            "route53domains:*",
            "s3:CreateMultiRegionAccessPoint",
            "s3:DeleteMultiRegionAccessPoint",
            "s3:DescribeMultiRegionAccessPointOperation",
            "s3:GetAccountPublicAccessBlock",
            "s3:GetBucketLocation",
            "s3:GetMultiRegionAccessPoint*",
            "s3:ListAllMyBuckets",
            "s3:ListMultiRegionAccessPoints",
            "s3:PutAccountPublicAccessBlock",
            "s3:PutMultiRegionAccessPointPolicy",
            "savingsplans:*",
            "shield:*",
            "sso:*",
            "sts:*",
            "support:*",
            "supportapp:*",
            "supportplans:*",
            "sustainability:*",
            "tag:GetResources",
            "tax:*",
            "trustedadvisor:*",
            "waf:*");

    /**
     * What CloudFront and the global services want in us-east-1: certificates, web ACLs, metrics of health checks, events
     * of sign-ins and of IAM, quotas. In the other regions that are not allowed, these are denied like the rest.
     */
    private static final List<String> IN_US_EAST_1 = List.of(
            "acm:*", "cloudtrail:LookupEvents", "cloudwatch:*", "events:*", "servicequotas:*", "sns:*", "wafv2:*");

    private AllowedRegions() {}

    static Guardrail guardrail(List<String> regions) {
        return Guardrail.of(
                "regions",
                PolicyType.SERVICE_CONTROL_POLICY,
                "Nothing can be done outside the allowed regions, but with global services",
                Guardrail.MANAGED,
                policy(regions));
    }

    static IamPolicy policy(List<String> regions) {
        var exempt = Stream.concat(GLOBAL.stream(), IN_US_EAST_1.stream()).toList();
        var withUsEast1 = Stream.concat(regions.stream(), Stream.of("us-east-1"))
                .distinct()
                .toList();
        return IamPolicy.create(List.of(
                Deny.allBut("OtherRegions", exempt)
                        .addConditions(IamConditionOperator.STRING_NOT_EQUALS, "aws:RequestedRegion", regions)
                        .build(),
                Deny.actions("OtherRegionsButUsEast1", IN_US_EAST_1)
                        .addConditions(IamConditionOperator.STRING_NOT_EQUALS, "aws:RequestedRegion", withUsEast1)
                        .build()));
    }
}
