package dev.holdfast.workload.stateless;

import static dev.holdfast.testkit.Decision.ALLOWED;
import static dev.holdfast.testkit.Decision.EXPLICITLY_DENIED;
import static dev.holdfast.testkit.Decision.IMPLICITLY_DENIED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testkit.AccessRequest;
import dev.holdfast.testkit.PolicyDocument;
import org.junit.jupiter.api.Test;

class AlarmTopicTest {
    private static final String TOPIC = "arn:aws:sns:eu-central-1:111111111111:holdfast-dev-alarms";
    private static final PolicyDocument POLICY = PolicyDocument.parse(AlarmTopic.policy(TOPIC, "111111111111"));
    private static final AccessRequest ALARM = AccessRequest.to("sns:Publish")
            .on(TOPIC)
            .byService("cloudwatch.amazonaws.com")
            .with("aws:SecureTransport", "true");

    private static AccessRequest of(String account) {
        return ALARM.with(
                "aws:SourceArn", "arn:aws:cloudwatch:eu-central-1:" + account + ":alarm:holdfast-dev-api-errors");
    }

    @Test
    void takesTheAlarmsOfItsOwnAccountOnly() {
        assertThat(POLICY.decide(of("111111111111"))).isEqualTo(ALLOWED);
        assertThat(POLICY.decide(of("666666666666"))).isEqualTo(IMPLICITLY_DENIED);
    }

    /** EventBridge sends no source: a condition on it would lose every event. */
    @Test
    void takesEventsWhichNameNoSource() {
        assertThat(POLICY.decide(AccessRequest.to("sns:Publish").on(TOPIC).byService("events.amazonaws.com")))
                .isEqualTo(ALLOWED);
    }

    @Test
    void takesNothingInPlainText() {
        assertThat(POLICY.decide(of("111111111111").with("aws:SecureTransport", "false")))
                .isEqualTo(EXPLICITLY_DENIED);
    }

    @Test
    void letsNobodySubscribeFromOutside() {
        assertThat(POLICY.decide(
                        AccessRequest.to("sns:Subscribe").on(TOPIC).by("arn:aws:iam::666666666666:role/curious")))
                .isEqualTo(IMPLICITLY_DENIED);
    }

    @Test
    void isUnconfirmedUntilAwsSaysOtherwise() {
        assertThat(AlarmTopic.byHand("ops@example.com", null)).isPresent();
        assertThat(AlarmTopic.byHand("ops@example.com", true)).isPresent();
        assertThat(AlarmTopic.byHand("ops@example.com", false)).isEmpty();
    }
}
