package dev.holdfast.organization.guardrails;

import static dev.holdfast.organization.guardrails.Decisions.ADMINISTRATOR;
import static dev.holdfast.organization.guardrails.Decisions.APPLICATION;
import static dev.holdfast.organization.guardrails.Decisions.BREAK_GLASS;
import static dev.holdfast.organization.guardrails.Decisions.BREAK_GLASS_PERSON;
import static dev.holdfast.organization.guardrails.Decisions.DEPLOY;
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

class SuspensionTest {
    @ParameterizedTest
    @ValueSource(strings = {ADMINISTRATOR, DEPLOY, BREAK_GLASS, BREAK_GLASS_PERSON, APPLICATION, ROOT})
    void deniesEverythingToEverybody(String principal) {
        assertThat(decide(AccessRequest.to("s3:ListAllMyBuckets").by(principal)))
                .isEqualTo(EXPLICITLY_DENIED);
        assertThat(decide(AccessRequest.to("sts:GetCallerIdentity").by(principal)))
                .isEqualTo(EXPLICITLY_DENIED);
    }

    @Test
    void letsTheLandingZoneIn() {
        assertThat(decide(AccessRequest.to("s3:ListAllMyBuckets").by(LANDING_ZONE)))
                .isEqualTo(ALLOWED);
    }

    private static Decision decide(AccessRequest request) {
        return under(Suspension.policy(), request);
    }
}
