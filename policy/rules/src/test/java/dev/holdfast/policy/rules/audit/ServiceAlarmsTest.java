package dev.holdfast.policy.rules.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceAlarmsTest {
    private final ServiceAlarms rule = new ServiceAlarms();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource cpu = alarm("AWS/ECS", "CPUUtilization");
    private final TestResource errors = stack.add("aws:cloudwatch/metricAlarm:MetricAlarm", "errors")
            .set(
                    "metricQueries",
                    List.of(
                            Map.of("expression", "errors", "id", "result"),
                            Map.of(
                                    "metric",
                                    Map.of(
                                            "namespace",
                                            "AWS/ApplicationELB",
                                            "metricName",
                                            "HTTPCode_ELB_5XX_Count"))));

    ServiceAlarmsTest() {
        stack.add("aws:ecs/service:Service", "web");
        stack.add("aws:lb/loadBalancer:LoadBalancer", "balancer");
    }

    @Test
    void passesAServiceThatIsWatchedAndAMetricThatAnAlarmComputesFrom() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesAMetricThatNothingWatches() {
        cpu.set("metricName", "MemoryUtilization");

        assertThat(stack.violations(rule)).containsExactly("web: alarms on AWS/ECS CPUUtilization: 0, and should be 1");
    }

    @Test
    void refusesOneAlarmForTwoServices() {
        stack.add("aws:ecs/service:Service", "worker");

        assertThat(stack.violations(rule)).containsExactly("web: alarms on AWS/ECS CPUUtilization: 1, and should be 2");
    }

    @Test
    void refusesADatabaseWithoutAlarms() {
        stack.add("aws:rds/instance:Instance", "database");

        assertThat(stack.violations(rule)).hasSize(3);
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        errors.set("metricQueries", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).contains("balancer: metricQueries is not known before the update");
    }

    @Test
    void leavesEnvironmentsThatAreNotProductionAlone() {
        var stage = new TestStack("holdfast", "stage");
        stage.add("aws:ecs/service:Service", "web");

        assertThat(stage.findings(rule)).isEmpty();
    }

    private TestResource alarm(String namespace, String metric) {
        return stack.add("aws:cloudwatch/metricAlarm:MetricAlarm", metric)
                .set("namespace", namespace)
                .set("metricName", metric);
    }
}
