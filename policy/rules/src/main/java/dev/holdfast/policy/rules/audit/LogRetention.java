package dev.holdfast.policy.rules.audit;

import static dev.holdfast.policy.rules.Rule.checkov;
import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.conventions.Environment;
import dev.holdfast.policy.ConfigurationSchema;
import dev.holdfast.policy.ConfigurationSchema.Property;
import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.rules.Levels;

/** LOG-01. */
final class LogRetention implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("LOG-01", "log-retention", Severity.MEDIUM)
                .description("A log group says how long it keeps what it has; in production a year or more.")
                .why("Without a number it is kept, and paid for, for ever; with a small one it is gone when "
                        + "somebody asks.")
                .mend("Set retentionInDays, in production to 365 or more.")
                .control(securityHub("CloudWatch.16"))
                .control(checkov("CKV_AWS_66"))
                .control(checkov("CKV_AWS_338"))
                .schema(ConfigurationSchema.of(
                        Property.integer("productionDays", "the fewest days in production")
                                .atLeast(1)
                                .byDefault(365),
                        Copies.PROPERTY))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:cloudwatch/logGroup:LogGroup");
    }

    @Override
    public void validate(PolicyResource group, Evaluation evaluation) {
        var days = group.property("retentionInDays").integer(0);
        var least = evaluation.configuration().get("productionDays").integer();
        if (days == 0) {
            evaluation.violation("retentionInDays is not set");
        } else if (Copies.contain(group, evaluation)) {
            return;
        } else if (Levels.kind(evaluation.stack()) == Environment.Kind.PRODUCTION && days < least) {
            evaluation.violation("it keeps " + days + " days, in production at least " + least);
        }
    }
}
