package dev.holdfast.organization.guardrails;

import dev.holdfast.testkit.AccessRequest;
import dev.holdfast.testkit.Decision;
import dev.holdfast.testkit.PolicyDocument;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;

/** Who asks in the tests of the guardrails, and what AWS says under one of them. */
final class Decisions {
    static final String ACCOUNT = "111122223333";
    static final String LANDING_ZONE = "arn:aws:iam::" + ACCOUNT + ":role/OrganizationAccountAccessRole";
    static final String DEPLOY = "arn:aws:iam::" + ACCOUNT + ":role/holdfast/deploy";
    static final String BREAK_GLASS = "arn:aws:iam::" + ACCOUNT + ":role/holdfast/break-glass";
    static final String BREAK_GLASS_PERSON = "arn:aws:iam::" + ACCOUNT
            + ":role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_break-glass_0123456789abcdef";
    static final String ADMINISTRATOR = "arn:aws:iam::" + ACCOUNT
            + ":role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_administrator_0123456789abcdef";
    static final String APPLICATION = "arn:aws:iam::" + ACCOUNT + ":role/holdfast-prod-api";
    static final String ROOT = "arn:aws:iam::" + ACCOUNT + ":root";

    private Decisions() {}

    /** The decision where the guardrail and AWS's FullAWSAccess are attached, and nothing else. */
    static Decision under(IamPolicy guardrail, AccessRequest request) {
        return PolicyDocument.allowingEverything()
                .and(PolicyDocument.parse(guardrail.toJson()))
                .decide(request);
    }
}
