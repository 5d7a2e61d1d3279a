package dev.holdfast.organization.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.core.Output;
import dev.holdfast.testkit.AccessRequest;
import dev.holdfast.testkit.Cloud;
import dev.holdfast.testkit.Decision;
import dev.holdfast.testkit.PolicyDocument;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AlarmsTest {
    private static final String FILTER = "aws:cloudwatch/logMetricFilter:LogMetricFilter";
    private static final String ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
    private static final Alarms.Args ARGS = new Alarms.Args(
            "eu-central-1", "999999999999", Output.of("holdfast-organization-trail"), "ops@example.com");

    private final Cloud cloud = new Cloud().run(ctx -> new Alarms("alarms", ARGS, null));

    static Stream<WatchedEvent> events() {
        return WatchedEvent.ALL.stream();
    }

    @Test
    void watchesForEveryMonitoringControlOfTheBenchmark() {
        var controls = events().map(WatchedEvent::control).collect(Collectors.toSet());
        assertThat(controls)
                .containsAll(IntStream.rangeClosed(1, 15)
                        .mapToObj(number -> "CIS AWS Foundations 3.0, 4." + number)
                        .collect(Collectors.toSet()));
    }

    @Test
    void watchesForRootAndForBreakingTheGlass() {
        assertThat(pattern("root-used"))
                .isEqualTo("{ $.userIdentity.type = \"Root\" && $.userIdentity.invokedBy NOT EXISTS"
                        + " && $.eventType != \"AwsServiceEvent\" }");
        assertThat(pattern("root-session")).contains("AssumeRoot");
        assertThat(pattern("break-glass-used"))
                .contains("\"*:role/holdfast/break-glass\"")
                .contains("\"*AWSReservedSSO_break-glass_*\"")
                .contains("$.requestParameters.roleArn")
                .contains("$.userIdentity.sessionContext.sessionIssuer.arn");
    }

    @ParameterizedTest
    @MethodSource("events")
    void hasAPatternThatCloudWatchTakes(WatchedEvent event) {
        assertThat(event.pattern()).startsWith("{ ").endsWith(" }").hasSizeLessThanOrEqualTo(1024);
        assertThat(event.pattern().chars().filter(one -> one == '(').count())
                .isEqualTo(event.pattern().chars().filter(one -> one == ')').count());
    }

    @ParameterizedTest
    @MethodSource("events")
    void countsTheEventsAndTellsOfThem(WatchedEvent event) {
        var name = "holdfast-organization-" + event.name();
        assertThat(cloud.named(FILTER, "alarms-" + event.name()).inputs())
                .containsEntry("name", name)
                .containsEntry("logGroupName", "holdfast-organization-trail")
                .containsEntry("pattern", event.pattern());
        assertThat(cloud.named(ALARM, "alarms-" + event.name()).inputs())
                .containsEntry("metricName", name)
                .containsEntry("namespace", "Holdfast/Audit")
                .containsEntry("statistic", "Sum")
                .containsEntry("threshold", (double) event.often())
                .containsEntry("comparisonOperator", "GreaterThanOrEqualToThreshold")
                .containsEntry("treatMissingData", "notBreaching")
                .containsEntry("alarmActions", List.of("arn:aws:test:::alarms"));
    }

    @Test
    void hasOneAlarmForEachEvent() {
        assertThat(cloud.all(ALARM)).hasSize(WatchedEvent.ALL.size());
        assertThat(events().map(WatchedEvent::name).collect(Collectors.toSet())).hasSize(WatchedEvent.ALL.size());
        assertThat(events().map(WatchedEvent::pattern).collect(Collectors.toSet()))
                .hasSize(WatchedEvent.ALL.size());
    }

    @Test
    void tellsOfOneEventButForCallsThatAreRefused() {
        assertThat(events().filter(event -> event.often() != 1).map(WatchedEvent::name))
                .containsExactly("unauthorized-calls");
    }

    @Test
    void mailsWhoIsToldThroughAnEncryptedTopic() {
        assertThat(cloud.only("aws:sns/topicSubscription:TopicSubscription").inputs())
                .containsEntry("protocol", "email")
                .containsEntry("endpoint", "ops@example.com");
        assertThat(cloud.only("aws:sns/topic:Topic").inputs()).containsEntry("kmsMasterKeyId", "arn:aws:test:::alarms");
        assertThat(cloud.only("aws:kms/key:Key").isProtected()).isTrue();
    }

    /** Without the key, CloudWatch's alarms reach nobody, and no error says so. */
    @Test
    void letsAlarmsUseTheKey() {
        var policy = PolicyDocument.parse(Alarms.keyPolicy(ARGS));
        for (var action : Set.of("kms:Decrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyPair")) {
            assertThat(policy.decide(AccessRequest.to(action).on("*").byService("cloudwatch.amazonaws.com")))
                    .isEqualTo(Decision.ALLOWED);
        }
        assertThat(policy.decide(
                        AccessRequest.to("kms:ScheduleKeyDeletion").on("*").byService("cloudwatch.amazonaws.com")))
                .isEqualTo(Decision.IMPLICITLY_DENIED);
    }

    @Test
    void letsOnlyItsOwnAccountsAlarmsPublish() {
        var policy = PolicyDocument.parse(Alarms.topicPolicy(ARGS));
        var publish = AccessRequest.to("sns:Publish")
                .on("arn:aws:sns:eu-central-1:999999999999:holdfast-organization-alarms")
                .byService("cloudwatch.amazonaws.com")
                .with("aws:SourceArn", "arn:aws:cloudwatch:eu-central-1:999999999999:alarm:holdfast-organization-x");
        assertThat(policy.decide(publish)).isEqualTo(Decision.ALLOWED);
        assertThat(policy.decide(publish.with(
                        "aws:SourceArn", "arn:aws:cloudwatch:eu-central-1:666666666666:alarm:holdfast-organization-x")))
                .isEqualTo(Decision.IMPLICITLY_DENIED);
        assertThat(policy.decide(publish.with("aws:SecureTransport", "false"))).isNotEqualTo(Decision.ALLOWED);
    }

    private static String pattern(String name) {
        return events().filter(event -> event.name().equals(name))
                .findFirst()
                .orElseThrow()
                .pattern();
    }
}
