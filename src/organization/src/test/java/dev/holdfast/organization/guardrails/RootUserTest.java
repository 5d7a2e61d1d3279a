package dev.holdfast.organization.guardrails;

import static dev.holdfast.organization.guardrails.Decisions.ACCOUNT;
import static dev.holdfast.organization.guardrails.Decisions.ADMINISTRATOR;
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

class RootUserTest {
    @ParameterizedTest
    @ValueSource(strings = {"s3:ListAllMyBuckets", "iam:CreateAccessKey", "support:CreateCase"})
    void deniesTheRootUserEverything(String action) {
        assertThat(decide(AccessRequest.to(action).by(ROOT))).isEqualTo(EXPLICITLY_DENIED);
    }

    @Test
    void letsThePrivilegedTasksOfTheManagementAccountPass() {
        assertThat(decide(AccessRequest.to("s3:DeleteBucketPolicy").by(ROOT).with("aws:AssumedRoot", "true")))
                .isEqualTo(ALLOWED);
    }

    @Test
    void concernsNobodyElse() {
        assertThat(decide(AccessRequest.to("iam:CreateRole").by(ADMINISTRATOR))).isEqualTo(ALLOWED);
        assertThat(decide(AccessRequest.to("iam:CreateRole").by("arn:aws:iam::" + ACCOUNT + ":role/root")))
                .isEqualTo(ALLOWED);
    }

    private static Decision decide(AccessRequest request) {
        return under(RootUser.policy(), request);
    }
}
