package dev.holdfast.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.testkit.Cloud;
import dev.holdfast.testkit.Cloud.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody is told when something is wrong, and of nothing else. */
class WatchingTest {
    private static final String ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
    private static final String TOPIC = "aws:sns/topic:Topic";
    private static final String SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";
    private static final String DASHBOARD = "aws:cloudwatch/dashboard:Dashboard";
    private static final String TOPIC_ARN = "arn:aws:test:::alarms";
    private static final Path RUNBOOK = Path.of("../../docs/runbooks/alarms.md");

    private static final Cloud PROD = Workload.run("prod");
    /** A small database of a class with CPU credits. */
    private static final Cloud DEV = Workload.run(Workload.settings("dev", "alarmEmail", Workload.EMAIL));

    static Stream<Seen> alarms() {
        return Stream.of(PROD, DEV).flatMap(cloud -> cloud.all(ALARM).stream());
    }

    private static Map<String, Object> alarm(Cloud cloud, String name) {
        return cloud.named(ALARM, "alarm-" + name).inputs();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stage", "prod"})
    void demandsSomebodyWhoIsToldWhereOthersRelyOnTheSystem(String stack) {
        var values = Workload.configuration(stack);
        values.remove("alarmEmail");

        assertThatThrownBy(() -> Workload.settings(stack, values))
                .hasMessage("holdfast:alarmEmail is not set, but somebody must be told when " + stack
                        + " fails; for example: pulumi config set --stack " + stack
                        + " holdfast:alarmEmail ops@example.com");
    }

    @Test
    void refusesWhatIsNoAddress() {
        assertThatThrownBy(() -> Workload.settings("dev", "alarmEmail", "ops, dev@example.com"))
                .hasMessage("holdfast:alarmEmail is 'ops, dev@example.com', allowed is one e-mail address such as"
                        + " ops@example.com");
    }

    @Test
    void mailsThroughATopicWithAKeyOfItsOwn() {
        assertThat(PROD.only(SUBSCRIPTION).inputs())
                .containsEntry("protocol", "email")
                .containsEntry("endpoint", Workload.EMAIL)
                .containsEntry("topic", TOPIC_ARN);
        assertThat(PROD.only(TOPIC).inputs()).containsEntry("kmsMasterKeyId", "arn:aws:test:::alarms-key");
        assertThat(PROD.named("aws:kms/key:Key", "alarms-key").inputs().get("policy"))
                .asString()
                .contains("cloudwatch.amazonaws.com", "events.amazonaws.com");
    }

    @Test
    void saysThatNobodyIsToldUntilSomebodyAgrees() {
        assertThat(byHand(PROD)).anyMatch(what -> what.startsWith("agree to the mail from AWS to ops@example.com"));
    }

    @Test
    void saysNothingMoreOnceSomebodyHasAgreed() {
        var settings = Workload.settings("prod");
        var cloud = Workload.cloud("prod")
                .computes(SUBSCRIPTION, inputs -> Map.of("pendingConfirmation", false))
                .run(ctx -> WorkloadProgram.declare(ctx, settings));

        assertThat(byHand(cloud)).isEmpty();
    }

    @Test
    void hasNoAlarmsForADeveloperWhoAskedForNone() {
        var cloud = Workload.run("dev");

        assertThat(cloud.all(ALARM)).isEmpty();
        assertThat(cloud.all(TOPIC)).isEmpty();
        assertThat(cloud.all("aws:kms/key:Key")).hasSize(1);
        assertThat(cloud.only(DASHBOARD).inputs()).containsEntry("dashboardName", "holdfast-dev-overview");
    }

    @Test
    void watchesNothingOfAReviewEnvironment() {
        var cloud = Workload.run(Workload.settings("review-1", "alarmEmail", Workload.EMAIL));

        assertThat(Workload.aws(cloud))
                .noneMatch(one -> one.type().startsWith("aws:sns/"))
                .noneMatch(one -> List.of(ALARM, DASHBOARD).contains(one.type()));
    }

    @Test
    void watchesEveryService() {
        for (var service : Workload.services()) {
            for (var what : List.of("errors", "latency", "unhealthy", "no-tasks", "cpu", "memory")) {
                assertThat(alarm(PROD, service + "-" + what))
                        .containsEntry("name", "holdfast-prod-" + service + "-" + what);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("alarms")
    void tellsSomebodyWhenItBeginsAndWhenItIsOver(Seen alarm) {
        assertThat(alarm.inputs())
                .containsEntry("alarmActions", List.of(TOPIC_ARN))
                .containsEntry("okActions", List.of(TOPIC_ARN))
                .containsKey("treatMissingData")
                .doesNotContainEntry("actionsEnabled", false);
    }

    @ParameterizedTest
    @MethodSource("alarms")
    void saysWhatToDoAndWhereToReadOn(Seen alarm) throws IOException {
        var description = (String) alarm.inputs().get("alarmDescription");
        var sections = Files.readAllLines(RUNBOOK).stream()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3))
                .collect(Collectors.toSet());

        assertThat(description).contains(" Customers: ", " First: ").hasSizeLessThanOrEqualTo(1024);
        assertThat(sections).contains(description.replaceFirst("(?s).*docs/runbooks/alarms\\.md#", ""));
    }

    /** CloudWatch refuses an alarm that looks back for longer than a week, or than a day in steps of less than an hour. */
    @ParameterizedTest
    @MethodSource("alarms")
    void looksBackNoLongerThanCloudWatchAllows(Seen alarm) {
        var period = alarm.inputs().containsKey("period")
                ? alarm.inputs().get("period")
                : ((Map<?, ?>) ((Map<?, ?>) queries(alarm).get(1)).get("metric")).get("period");
        var seconds = (double) period * (double) alarm.inputs().get("evaluationPeriods");

        assertThat(seconds).isLessThanOrEqualTo((double) period < 3600 ? 86_400 : 604_800);
    }

    @ParameterizedTest
    @CsvSource({"prod, 5, 50", "dev, 20, 20"})
    void measuresErrorsAsARateOfEnoughRequests(String stack, double percent, int requests) {
        var alarm = (stack.equals("prod") ? PROD : DEV).named(ALARM, "alarm-api-errors");

        assertThat(alarm.inputs()).containsEntry("threshold", percent).doesNotContainKey("metricName");
        assertThat(queries(alarm).get(0).toString())
                .contains("IF(requests >= " + requests + ", 100 * FILL(errors, 0) / requests, 0)");
        assertThat(queries(alarm).toString())
                .contains("HTTPCode_Target_5XX_Count", "RequestCount", "TargetGroup=load-balancer-api");
    }

    @Test
    void countsWhatTheLoadBalancerCouldNotPassOnAsRequests() {
        assertThat(queries(PROD.named(ALARM, "alarm-load-balancer-errors"))
                        .get(0)
                        .toString())
                .contains("IF(FILL(requests, 0) + errors >= 50, 100 * errors / (FILL(requests, 0) + errors), 0)");
    }

    /** A target group without targets measures nothing, and that is the worst of all. */
    @Test
    void takesSilenceOfAServiceForItsAbsence() {
        assertThat(alarm(PROD, "api-no-tasks"))
                .containsEntry("metricName", "HealthyHostCount")
                .containsEntry("comparisonOperator", "LessThanThreshold")
                .containsEntry("threshold", 1.0)
                .containsEntry("treatMissingData", "breaching");
        assertThat(alarm(PROD, "api-latency"))
                .containsEntry("extendedStatistic", "p95")
                .containsEntry("threshold", 1.0)
                .containsEntry("treatMissingData", "notBreaching")
                .doesNotContainKey("statistic");
    }

    @Test
    void knowsHowMuchADatabaseOfItsClassTakes() {
        // db.m7g.large has 8 GiB, db.t4g.micro one; the disks have 100 and 20 GiB.
        assertThat(alarm(PROD, "database-connections")).containsEntry("threshold", 721.0);
        assertThat(alarm(DEV, "database-connections")).containsEntry("threshold", 90.0);
        assertThat(alarm(PROD, "database-storage")).containsEntry("threshold", Math.floor(8 * 1073741824.0));
        assertThat(alarm(DEV, "database-memory")).containsEntry("threshold", Math.floor(1073741824 / 20.0));
        assertThat(alarm(PROD, "database-cpu"))
                .containsEntry("dimensions", Map.of("DBInstanceIdentifier", "holdfast-prod-database"));
    }

    @Test
    void asksForCpuCreditsWhereThereAreAny() {
        assertThat(alarm(DEV, "database-credits")).containsEntry("metricName", "CPUCreditBalance");
        assertThat(PROD.all(ALARM)).noneMatch(one -> one.name().endsWith("-credits"));
    }

    @Test
    void watchesTheFunctionThatMigrates() {
        assertThat(alarm(PROD, "migrations-failed")).containsEntry("metricName", "Errors");
        assertThat(alarm(PROD, "migrations-throttled")).containsEntry("metricName", "Throttles");
        assertThat(alarm(PROD, "migrations-slow"))
                .containsEntry("metricName", "Duration")
                .containsEntry("threshold", 720_000.0)
                .containsEntry("dimensions", Map.of("FunctionName", "holdfast-prod-migrations"));
    }

    @Test
    void findsThatNoBackupWasMade() {
        assertThat(alarm(PROD, "no-backup"))
                .containsEntry("metricName", "NumberOfBackupJobsCompleted")
                .containsEntry("period", 3600.0)
                .containsEntry("evaluationPeriods", 26.0)
                .containsEntry("treatMissingData", "breaching");
    }

    @Test
    void showsTheStateOfEveryAlarmOnTheDashboard() {
        var body = (String) PROD.only(DASHBOARD).inputs().get("dashboardBody");

        assertThat(PROD.all(ALARM))
                .hasSizeGreaterThan(20)
                .allSatisfy(alarm -> assertThat(body)
                        .contains("arn:aws:cloudwatch:eu-central-1:444444444444:alarm:"
                                + alarm.inputs().get("name")));
    }

    private static List<?> queries(Seen alarm) {
        return (List<?>) alarm.inputs().get("metricQueries");
    }

    private static List<String> byHand(Cloud cloud) {
        return ((List<?>) cloud.exported("byHand"))
                .stream().map(String::valueOf).toList();
    }
}
