package dev.holdfast.organization.guardrails;

import static dev.holdfast.organization.guardrails.Decisions.ADMINISTRATOR;
import static dev.holdfast.organization.guardrails.Decisions.LANDING_ZONE;
import static dev.holdfast.organization.guardrails.Decisions.ROOT;
import static dev.holdfast.organization.guardrails.Decisions.under;
import static dev.holdfast.testkit.Decision.ALLOWED;
import static dev.holdfast.testkit.Decision.EXPLICITLY_DENIED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testkit.AccessRequest;
import dev.holdfast.testkit.Decision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MembershipTest {
    @ParameterizedTest
    @ValueSource(strings = {"organizations:LeaveOrganization", "account:CloseAccount"})
    void keepsEveryAccountInTheOrganization(String action) {
        assertThat(decide(AccessRequest.to(action).by(ADMINISTRATOR))).isEqualTo(EXPLICITLY_DENIED);
        assertThat(decide(AccessRequest.to(action).by(ROOT))).isEqualTo(EXPLICITLY_DENIED);
        assertThat(decide(AccessRequest.to(action).by(LANDING_ZONE))).isEqualTo(EXPLICITLY_DENIED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"organizations:DescribeOrganization", "account:GetContactInformation"})
    void letsAnAccountReadWhatItBelongsTo(String action) {
        assertThat(decide(AccessRequest.to(action).by(ADMINISTRATOR))).isEqualTo(ALLOWED);
    }

    private static Decision decide(AccessRequest request) {
        return under(Membership.policy(), request);
    }
}
