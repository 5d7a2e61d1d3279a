package dev.holdfast.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.holdfast.testkit.AccessRequest;
import dev.holdfast.testkit.Cloud;
import dev.holdfast.testkit.Decision;
import dev.holdfast.testkit.PolicyDocument;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An environment in which nobody works at night costs less, and is there again in the morning. */
class SleepTest {
    private static final String ACTION = "aws:appautoscaling/scheduledAction:ScheduledAction";
    private static final String SCHEDULE = "aws:scheduler/schedule:Schedule";
    private static final Cloud DEV = Workload.run(Workload.settings(
            "dev", "sleep", "20:00-07:00", "sleepZone", "Europe/Berlin", "apiTasks", "2", "apiMaxTasks", "4"));

    @ParameterizedTest
    @ValueSource(strings = {"dev", "stage", "prod", "review-1"})
    void nobodySleepsWhoWasNotAskedTo(String stack) {
        var cloud = Workload.run(stack);

        assertThat(cloud.all(ACTION)).isEmpty();
        assertThat(cloud.all(SCHEDULE)).isEmpty();
    }

    @Test
    void everyServiceGoesInTheEveningAndComesBackAsItWas() {
        assertThat(DEV.all(ACTION)).hasSize(2 * Services.ALL.size());
        assertThat(DEV.named(ACTION, "sleep-api-go").inputs())
                .containsEntry("schedule", "cron(0 20 ? * MON-FRI *)")
                .containsEntry("timezone", "Europe/Berlin")
                .containsEntry("scalableTargetAction", Map.of("minCapacity", 0.0, "maxCapacity", 0.0));
        assertThat(DEV.named(ACTION, "sleep-api-come").inputs())
                .containsEntry("schedule", "cron(0 7 ? * MON-FRI *)")
                .containsEntry("scalableTargetAction", Map.of("minCapacity", 2.0, "maxCapacity", 4.0));
    }

    @Test
    void theDatabaseStopsAfterTheTasksAndStartsBeforeThem() {
        assertThat(DEV.named(SCHEDULE, "sleep-database-stop").inputs())
                .containsEntry("scheduleExpression", "cron(15 20 ? * MON-FRI *)");
        assertThat(DEV.named(SCHEDULE, "sleep-database-start").inputs())
                .containsEntry("scheduleExpression", "cron(30 6 ? * MON-FRI *)");
        assertThat(DEV.all(SCHEDULE)).allSatisfy(schedule -> {
            assertThat(schedule.inputs()).containsEntry("scheduleExpressionTimezone", "Europe/Berlin");
            assertThat(Workload.input(schedule, "target.input"))
                    .isEqualTo("{\"DbInstanceIdentifier\":\"holdfast-dev-database\"}");
        });
    }

    @Test
    void theSchedulerMayStopAndStartThisDatabaseAndDoNothingElse() {
        var policy = PolicyDocument.parse(DEV.named("aws:iam/rolePolicy:RolePolicy", "sleep")
                .inputs()
                .get("policy")
                .toString());
        var database = "arn:aws:rds:eu-central-1:" + Workload.ACCOUNT + ":db:holdfast-dev-database";

        assertThat(policy.decide(AccessRequest.to("rds:StopDBInstance").on(database)))
                .isEqualTo(Decision.ALLOWED);
        assertThat(policy.decide(AccessRequest.to("rds:StartDBInstance").on(database)))
                .isEqualTo(Decision.ALLOWED);
        assertThat(policy.decide(AccessRequest.to("rds:DeleteDBInstance").on(database)))
                .isNotEqualTo(Decision.ALLOWED);
        assertThat(policy.decide(AccessRequest.to("rds:StopDBInstance").on(database + "-2")))
                .isNotEqualTo(Decision.ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stage", "prod"})
    void whatHasToAnswerAtAnyTimeDoesNotSleep(String stack) {
        assertThatThrownBy(() -> Workload.settings(stack, "sleep", "20:00-07:00"))
                .hasMessage("holdfast:sleep is set for " + stack + ", allowed is only dev and review-<name>: " + stack
                        + " has to answer at any time");
    }

    @ParameterizedTest
    @CsvSource({
        "night, is 'night'",
        "20-7, is '20-7'",
        "25:00-07:00, is '25:00-07:00'",
        "07:00-20:00, is '07:00-20:00'",
    })
    void saysWhatHoursAreAllowed(String hours, String problem) {
        assertThatThrownBy(() -> Workload.settings("dev", "sleep", hours))
                .hasMessageContaining(
                        "holdfast:sleep " + problem + ", allowed is an evening and a morning such as" + " 20:00-07:00");
    }

    @Test
    void saysWhatAZoneIs() {
        assertThatThrownBy(() -> Workload.settings("dev", "sleep", "20:00-07:00", "sleepZone", "Berlin"))
                .hasMessage("holdfast:sleepZone is 'Berlin', allowed is a time zone such as Europe/Berlin");
    }

    @Test
    void isAwakeOnWorkdays() {
        var hours = Workload.settings("dev", "sleep", "20:00-07:00")
                .profile()
                .sleep()
                .orElseThrow();

        assertThat(hours.awake()).isEqualTo(5 * 13 / 168.0, within(0.0001));
    }

    @Test
    void theDatabaseKeepsToTheSameDayWhereTheHoursAreAtItsEdge() {
        var cloud = Workload.run(Workload.settings("dev", "sleep", "23:50-00:10"));

        assertThat(cloud.named(SCHEDULE, "sleep-database-stop").inputs())
                .containsEntry("scheduleExpression", "cron(59 23 ? * MON-FRI *)");
        assertThat(cloud.named(SCHEDULE, "sleep-database-start").inputs())
                .containsEntry("scheduleExpression", "cron(0 0 ? * MON-FRI *)");
    }
}
