package dev.holdfast.organization.guardrails;

import static dev.holdfast.organization.guardrails.Decisions.ADMINISTRATOR;
import static dev.holdfast.organization.guardrails.Decisions.BREAK_GLASS;
import static dev.holdfast.organization.guardrails.Decisions.DEPLOY;
import static dev.holdfast.organization.guardrails.Decisions.LANDING_ZONE;
import static dev.holdfast.organization.guardrails.Decisions.ROOT;
import static dev.holdfast.organization.guardrails.Decisions.under;
import static dev.holdfast.testkit.Decision.ALLOWED;
import static dev.holdfast.testkit.Decision.EXPLICITLY_DENIED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testkit.AccessRequest;
import dev.holdfast.testkit.Decision;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedRegionsTest {
    @ParameterizedTest
    @CsvSource({
        "ec2:RunInstances, eu-central-1, ALLOWED",
        "ec2:RunInstances, eu-west-1, ALLOWED",
        "ec2:RunInstances, us-east-1, EXPLICITLY_DENIED",
        "s3:CreateBucket, us-west-2, EXPLICITLY_DENIED",
        "guardduty:CreateDetector, ap-south-1, EXPLICITLY_DENIED",
        "kms:CreateKey, us-east-1, EXPLICITLY_DENIED",
        "lambda:CreateFunction, us-east-1, EXPLICITLY_DENIED"
    })
    void allowsWorkInTheAllowedRegionsOnly(String action, String region, Decision decision) {
        assertThat(decide(AccessRequest.to(action).by(DEPLOY).with("aws:RequestedRegion", region)))
                .isEqualTo(decision);
    }

    @ParameterizedTest
    @ValueSource(strings = {LANDING_ZONE, BREAK_GLASS, ADMINISTRATOR, ROOT})
    void exemptsNobody(String principal) {
        assertThat(decide(AccessRequest.to("ec2:RunInstances").by(principal).with("aws:RequestedRegion", "us-west-2")))
                .isEqualTo(EXPLICITLY_DENIED);
    }

    /** They answer from us-east-1, wherever the caller is. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "account:PutAlternateContact",
                "budgets:ModifyBudget",
                "ce:GetCostAndUsage",
                "cloudfront:CreateDistribution",
                "ecr-public:GetAuthorizationToken",
                "globalaccelerator:CreateAccelerator",
                "health:DescribeEvents",
                "iam:CreateRole",
                "organizations:DescribeOrganization",
                "route53:ChangeResourceRecordSets",
                "route53domains:RegisterDomain",
                "s3:ListAllMyBuckets",
                "s3:PutAccountPublicAccessBlock",
                "shield:CreateSubscription",
                "sts:AssumeRole",
                "support:CreateCase",
                "trustedadvisor:DescribeChecks",
                "waf:CreateWebACL"
            })
    void exemptsTheGlobalServices(String action) {
        assertThat(decide(AccessRequest.to(action).by(DEPLOY).with("aws:RequestedRegion", "us-east-1")))
                .isEqualTo(ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"acm:RequestCertificate", "wafv2:CreateWebACL", "cloudwatch:PutMetricAlarm"})
    void exemptsWhatGlobalServicesWantInUsEast1ThereOnly(String action) {
        var request = AccessRequest.to(action).by(DEPLOY);
        assertThat(decide(request.with("aws:RequestedRegion", "us-east-1"))).isEqualTo(ALLOWED);
        assertThat(decide(request.with("aws:RequestedRegion", "eu-central-1"))).isEqualTo(ALLOWED);
        assertThat(decide(request.with("aws:RequestedRegion", "us-west-2"))).isEqualTo(EXPLICITLY_DENIED);
    }

    @Test
    void namesUsEast1OnceWhereItIsAllowedAnyway() {
        assertThat(AllowedRegions.policy(List.of("us-east-1")).toJson()).doesNotContain("\"us-east-1\",\"us-east-1\"");
    }

    private static Decision decide(AccessRequest request) {
        return under(AllowedRegions.policy(List.of("eu-central-1", "eu-west-1")), request);
    }
}
