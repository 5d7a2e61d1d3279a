package dev.holdfast.organization.guardrails;

import static dev.holdfast.organization.guardrails.Decisions.ACCOUNT;
import static dev.holdfast.organization.guardrails.Decisions.ADMINISTRATOR;
import static dev.holdfast.organization.guardrails.Decisions.APPLICATION;
import static dev.holdfast.organization.guardrails.Decisions.BREAK_GLASS;
import static dev.holdfast.organization.guardrails.Decisions.DEPLOY;
import static dev.holdfast.organization.guardrails.Decisions.LANDING_ZONE;
import static dev.holdfast.organization.guardrails.Decisions.under;
import static dev.holdfast.testkit.Decision.ALLOWED;
import static dev.holdfast.testkit.Decision.EXPLICITLY_DENIED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testkit.AccessRequest;
import dev.holdfast.testkit.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CiTrustTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "iam:UpdateAssumeRolePolicy",
                "iam:AttachRolePolicy",
                "iam:DeleteRolePermissionsBoundary",
                "iam:CreateRole",
                "iam:DeleteRole"
            })
    void letsOnlyTheLandingZoneChangeItsRoles(String action) {
        var request = AccessRequest.to(action).on(DEPLOY);
        assertThat(decide(request.by(DEPLOY))).isEqualTo(EXPLICITLY_DENIED);
        assertThat(decide(request.by(ADMINISTRATOR))).isEqualTo(EXPLICITLY_DENIED);
        assertThat(decide(request.by(BREAK_GLASS))).isEqualTo(EXPLICITLY_DENIED);
        assertThat(decide(request.by(LANDING_ZONE))).isEqualTo(ALLOWED);
        assertThat(decide(AccessRequest.to(action).on(APPLICATION).by(DEPLOY))).isEqualTo(ALLOWED);
    }

    @Test
    void keepsTheWayOfTheLandingZoneOpen() {
        assertThat(decide(AccessRequest.to("iam:DeleteRole").on(LANDING_ZONE).by(ADMINISTRATOR)))
                .isEqualTo(EXPLICITLY_DENIED);
    }

    @Test
    void keepsTheBoundariesOfItsRoles() {
        var boundary = AccessRequest.to("iam:CreatePolicyVersion")
                .on("arn:aws:iam::" + ACCOUNT + ":policy/holdfast/deploy-boundary");
        assertThat(decide(boundary.by(DEPLOY))).isEqualTo(EXPLICITLY_DENIED);
        assertThat(decide(boundary.by(LANDING_ZONE))).isEqualTo(ALLOWED);
        assertThat(decide(boundary.on("arn:aws:iam::" + ACCOUNT + ":policy/holdfast-dev-api")
                        .by(DEPLOY)))
                .isEqualTo(ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "iam:CreateOpenIDConnectProvider",
                "iam:DeleteOpenIDConnectProvider",
                "iam:UpdateOpenIDConnectProviderThumbprint",
                "iam:CreateSAMLProvider",
                "iam:UpdateSAMLProvider"
            })
    void letsOnlyTheLandingZoneChangeIdentityProviders(String action) {
        assertThat(decide(AccessRequest.to(action).by(ADMINISTRATOR))).isEqualTo(EXPLICITLY_DENIED);
        assertThat(decide(AccessRequest.to(action).by(LANDING_ZONE))).isEqualTo(ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iam:GetRole", "iam:ListRolePolicies", "iam:PassRole", "sts:AssumeRole"})
    void letsThemBeReadAndUsed(String action) {
        assertThat(decide(AccessRequest.to(action).on(DEPLOY).by(ADMINISTRATOR)))
                .isEqualTo(ALLOWED);
    }

    private static Decision decide(AccessRequest request) {
        return under(CiTrust.policy(), request);
    }
}
