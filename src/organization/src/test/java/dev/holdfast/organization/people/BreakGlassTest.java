package dev.holdfast.organization.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testkit.AccessRequest;
import dev.holdfast.testkit.Decision;
import dev.holdfast.testkit.PolicyDocument;
import org.junit.jupiter.api.Test;

class BreakGlassTest {
    private static final PolicyDocument TRUST =
            PolicyDocument.parse(BreakGlass.trust("999999999999").toJson());

    private static AccessRequest by(String arn) {
        return AccessRequest.to("sts:AssumeRole").by(arn);
    }

    @Test
    void letsInWhoSignedInToTheManagementAccountWithMfa() {
        var request = by("arn:aws:iam::999999999999:user/break-glass");

        assertThat(TRUST.decide(request.with("aws:MultiFactorAuthPresent", "true")))
                .isEqualTo(Decision.ALLOWED);
        assertThat(TRUST.decide(request.with("aws:MultiFactorAuthPresent", "false")))
                .isEqualTo(Decision.IMPLICITLY_DENIED);
    }

    /** Long-lived keys and federated sessions: the key is not in the request. */
    @Test
    void letsNobodyInWhoseSessionDoesNotSayHowItBegan() {
        assertThat(TRUST.decide(by("arn:aws:iam::999999999999:user/break-glass")))
                .isEqualTo(Decision.IMPLICITLY_DENIED);
    }

    @Test
    void letsNobodyInFromAnotherAccount() {
        assertThat(TRUST.decide(
                        by("arn:aws:iam::111122223333:user/break-glass").with("aws:MultiFactorAuthPresent", "true")))
                .isEqualTo(Decision.IMPLICITLY_DENIED);
    }
}
