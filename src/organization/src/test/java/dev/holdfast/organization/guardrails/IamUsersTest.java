package dev.holdfast.organization.guardrails;

import static dev.holdfast.organization.guardrails.Decisions.ADMINISTRATOR;
import static dev.holdfast.organization.guardrails.Decisions.BREAK_GLASS;
import static dev.holdfast.organization.guardrails.Decisions.LANDING_ZONE;
import static dev.holdfast.organization.guardrails.Decisions.ROOT;
import static dev.holdfast.organization.guardrails.Decisions.under;
import static dev.holdfast.testkit.Decision.ALLOWED;
import static dev.holdfast.testkit.Decision.EXPLICITLY_DENIED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testkit.AccessRequest;
import dev.holdfast.testkit.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IamUsersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "iam:CreateUser",
                "iam:CreateAccessKey",
                "iam:CreateLoginProfile",
                "iam:CreateServiceSpecificCredential"
            })
    void letsNobodyMakeLongLivedCredentials(String action) {
        assertThat(decide(AccessRequest.to(action).by(ADMINISTRATOR))).isEqualTo(EXPLICITLY_DENIED);
        assertThat(decide(AccessRequest.to(action).by(LANDING_ZONE))).isEqualTo(EXPLICITLY_DENIED);
        assertThat(decide(AccessRequest.to(action).by(BREAK_GLASS))).isEqualTo(EXPLICITLY_DENIED);
    }

    @Test
    void letsAPrivilegedTaskAllowTheRecoveryOfARootUser() {
        assertThat(decide(AccessRequest.to("iam:CreateLoginProfile").by(ROOT).with("aws:AssumedRoot", "true")))
                .isEqualTo(ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iam:DeleteUser", "iam:DeleteAccessKey", "iam:ListUsers", "iam:CreateRole"})
    void letsWhatExistsBeDeletedAndRolesBeMade(String action) {
        assertThat(decide(AccessRequest.to(action).by(ADMINISTRATOR))).isEqualTo(ALLOWED);
    }

    private static Decision decide(AccessRequest request) {
        return under(IamUsers.policy(), request);
    }
}
