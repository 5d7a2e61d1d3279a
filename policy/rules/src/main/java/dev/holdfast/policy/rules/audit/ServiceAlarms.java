package dev.holdfast.policy.rules.audit;

import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.PolicyStack;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.StackPolicy;
import dev.holdfast.policy.rules.Levels;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** ALM-03. As many alarms on a metric as there are resources that have it. */
final class ServiceAlarms implements StackPolicy {
    private static final Map<String, List<String>> METRICS = Map.of(
            "aws:lb/loadBalancer:LoadBalancer", List.of("AWS/ApplicationELB HTTPCode_ELB_5XX_Count"),
            "aws:lb/targetGroup:TargetGroup",
                    List.of(
                            "AWS/ApplicationELB HTTPCode_Target_5XX_Count",
                            "AWS/ApplicationELB TargetResponseTime",
                            "AWS/ApplicationELB UnHealthyHostCount"),
            "aws:ecs/service:Service", List.of("AWS/ECS CPUUtilization"),
            "aws:rds/instance:Instance",
                    List.of("AWS/RDS CPUUtilization", "AWS/RDS FreeStorageSpace", "AWS/RDS DatabaseConnections"));

    @Override
    public PolicyMetadata metadata() {
        return rule("ALM-03", "service-alarms", Severity.MEDIUM)
                .description("In production an alarm watches errors, latency, health and load of each service and "
                        + "database.")
                .why("Customers else tell us first, and a disk that is full tells nobody before.")
                .mend("Add an aws.cloudwatch.MetricAlarm on the metric for each of them.")
                .level(Levels::production)
                .build();
    }

    @Override
    public void validate(PolicyStack stack, Evaluation evaluation) {
        METRICS.forEach((type, metrics) -> {
            var watched = stack.resources(type, type.replace("aws:lb/", "aws:alb/")).stream()
                    .distinct()
                    .toList();
            evaluation.forEach(watched.stream().limit(1).toList(), first -> {
                for (var metric : metrics) {
                    var alarms = stack.resources("aws:cloudwatch/metricAlarm:MetricAlarm").stream()
                            .filter(alarm -> metrics(alarm).contains(metric))
                            .count();
                    if (alarms < watched.size()) {
                        evaluation.violation(
                                first, "alarms on " + metric + ": " + alarms + ", and should be " + watched.size());
                    }
                }
            });
        });
    }

    /** What an alarm watches: one metric, or those that it computes from. */
    private static Set<String> metrics(PolicyResource alarm) {
        var found = new HashSet<String>();
        Stream.concat(
                        Stream.of(alarm.properties()),
                        alarm.property("metricQueries").elements().stream().map(query -> query.get("metric")))
                .forEach(metric -> found.add(metric.get("namespace").string("") + " "
                        + metric.get("metricName").string("")));
        return found;
    }
}
