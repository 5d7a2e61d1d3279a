package dev.holdfast.policy.rules.audit;

import static dev.holdfast.policy.rules.Rule.cis;
import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.PolicyStack;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.StackPolicy;
import dev.holdfast.policy.Value;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;

/** ALM-02. Each filter is known by an event that only it looks for. */
final class TrailAlarms implements StackPolicy {
    private static final Map<String, String> EVENTS = events();

    @Override
    public PolicyMetadata metadata() {
        return rule("ALM-02", "trail-alarms", Severity.MEDIUM)
                .description("An alarm watches the trail for each event that CIS names, 4.1 to 4.15.")
                .why("A record that nobody reads tells of a break-in months later.")
                .mend("Add an aws.cloudwatch.LogMetricFilter with the pattern that CIS gives, and a MetricAlarm on "
                        + "its metric.")
                .control(cis("4.1"))
                .control(cis("4.2"))
                .control(cis("4.3"))
                .control(cis("4.4"))
                .control(cis("4.5"))
                .control(cis("4.6"))
                .control(cis("4.7"))
                .control(cis("4.8"))
                .control(cis("4.9"))
                .control(cis("4.10"))
                .control(cis("4.11"))
                .control(cis("4.12"))
                .control(cis("4.13"))
                .control(cis("4.14"))
                .control(cis("4.15"))
                .build();
    }

    @Override
    public void validate(PolicyStack stack, Evaluation evaluation) {
        evaluation.forEach(stack.resources("aws:cloudtrail/trail:Trail"), trail -> {
            var alarms = new HashSet<String>();
            for (var alarm : stack.resources("aws:cloudwatch/metricAlarm:MetricAlarm")) {
                alarms.add(metric(alarm.property("namespace"), alarm.property("metricName")));
            }
            var filters = stack.resources("aws:cloudwatch/logMetricFilter:LogMetricFilter");
            EVENTS.forEach((id, event) -> {
                var watching = filters.stream()
                        .filter(filter -> filter.property("pattern").string("").contains(event))
                        .toList();
                if (watching.isEmpty()) {
                    evaluation.violation(trail, "no filter looks for " + event + " (CIS " + id + ")");
                } else if (watching.stream().noneMatch(filter -> alarms.contains(metricOf(filter)))) {
                    evaluation.violation(trail, "no alarm tells of " + event + " (CIS " + id + ")");
                }
            });
        });
    }

    private static String metricOf(PolicyResource filter) {
        var metric = filter.property("metricTransformation");
        return metric(metric.get("namespace"), metric.get("name"));
    }

    private static String metric(Value namespace, Value name) {
        return namespace.string("") + "/" + name.string("");
    }

    private static Map<String, String> events() {
        var events = new LinkedHashMap<String, String>();
        events.put("4.1", "UnauthorizedOperation");
        events.put("4.2", "MFAUsed");
        events.put("4.3", "Root\"");
        events.put("4.4", "PutRolePolicy");
        events.put("4.5", "StopLogging");
        events.put("4.6", "Failed authentication");
        events.put("4.7", "ScheduleKeyDeletion");
        events.put("4.8", "PutBucketPolicy");
        events.put("4.9", "StopConfigurationRecorder");
        events.put("4.10", "AuthorizeSecurityGroupIngress");
        events.put("4.11", "CreateNetworkAclEntry");
        events.put("4.12", "AttachInternetGateway");
        events.put("4.13", "ReplaceRouteTableAssociation");
        events.put("4.14", "ModifyVpcAttribute");
        events.put("4.15", "organizations.amazonaws.com");
        return events;
    }
}
