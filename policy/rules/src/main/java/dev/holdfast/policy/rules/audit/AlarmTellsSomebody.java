package dev.holdfast.policy.rules.audit;

import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;

/** ALM-01. */
final class AlarmTellsSomebody implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("ALM-01", "alarm-actions", Severity.MEDIUM)
                .description("An alarm tells somebody.")
                .why("An alarm that nobody hears is a graph.")
                .mend("Set alarmActions to a topic, and leave actionsEnabled on.")
                .control(securityHub("CloudWatch.15"))
                .control(securityHub("CloudWatch.17"))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:cloudwatch/metricAlarm:MetricAlarm");
    }

    @Override
    public void validate(PolicyResource alarm, Evaluation evaluation) {
        if (!alarm.property("actionsEnabled").bool(true)) {
            evaluation.violation("actionsEnabled is off");
        }
        var actions = alarm.property("alarmActions");
        if (!actions.isUnknown() && actions.elements().isEmpty()) {
            evaluation.violation("alarmActions is empty");
        }
    }
}
