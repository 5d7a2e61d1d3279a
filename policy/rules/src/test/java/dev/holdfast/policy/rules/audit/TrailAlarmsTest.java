package dev.holdfast.policy.rules.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrailAlarmsTest {
    private static final String PATTERN = """
            UnauthorizedOperation MFAUsed "Root" PutRolePolicy StopLogging "Failed authentication" ScheduleKeyDeletion
            PutBucketPolicy StopConfigurationRecorder AuthorizeSecurityGroupIngress CreateNetworkAclEntry
            AttachInternetGateway ReplaceRouteTableAssociation ModifyVpcAttribute organizations.amazonaws.com""";

    private final TrailAlarms rule = new TrailAlarms();
    private final TestStack stack = new TestStack("holdfast-organization", "management");
    private final TestResource filter = stack.add("aws:cloudwatch/logMetricFilter:LogMetricFilter", "filter")
            .set("pattern", PATTERN)
            .set("metricTransformation", Map.of("namespace", "Audit", "name", "events"));
    private final TestResource alarm = stack.add("aws:cloudwatch/metricAlarm:MetricAlarm", "alarm")
            .set("namespace", "Audit")
            .set("metricName", "events");

    TrailAlarmsTest() {
        stack.add("aws:cloudtrail/trail:Trail", "trail");
    }

    @Test
    void passesATrailWhoseEventsAreAllWatched() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesAnEventThatNoFilterLooksFor() {
        filter.set("pattern", PATTERN.replace("StopLogging", ""));

        assertThat(stack.violations(rule)).containsExactly("trail: no filter looks for StopLogging (CIS 4.5)");
    }

    @Test
    void refusesFiltersThatNoAlarmWatches() {
        alarm.set("metricName", "others");

        assertThat(stack.violations(rule)).hasSize(15).contains("trail: no alarm tells of StopLogging (CIS 4.5)");
    }

    @Test
    void asksNothingOfAStackWithoutATrail() {
        assertThat(new TestStack("holdfast", "prod").findings(rule)).isEmpty();
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        filter.set("pattern", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("trail: pattern is not known before the update");
    }
}
