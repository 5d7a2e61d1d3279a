package dev.holdfast.organization.guardrails;

import static dev.holdfast.organization.guardrails.Decisions.APPLICATION;
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

class SecureTransportTest {
    @ParameterizedTest
    @ValueSource(strings = {"s3:GetObject", "sqs:SendMessage", "kms:Decrypt", "secretsmanager:GetSecretValue"})
    void deniesWhatComesWithoutTls(String action) {
        var request = AccessRequest.to(action);
        assertThat(decide(request.by(APPLICATION).with("aws:SecureTransport", "false")))
                .isEqualTo(EXPLICITLY_DENIED);
        assertThat(decide(request.by(LANDING_ZONE).with("aws:SecureTransport", "false")))
                .isEqualTo(EXPLICITLY_DENIED);
        assertThat(decide(request.by(APPLICATION).with("aws:SecureTransport", "true")))
                .isEqualTo(ALLOWED);
    }

    @Test
    void letsAwsServicesPassThatDoNotSayHowTheyTravel() {
        assertThat(decide(AccessRequest.to("kms:Decrypt").byService("rds.amazonaws.com")))
                .isEqualTo(ALLOWED);
    }

    private static Decision decide(AccessRequest request) {
        return under(SecureTransport.policy(), request);
    }
}
