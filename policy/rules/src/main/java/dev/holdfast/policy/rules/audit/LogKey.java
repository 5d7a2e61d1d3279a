package dev.holdfast.policy.rules.audit;

import static dev.holdfast.policy.rules.Rule.checkov;
import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.policy.ConfigurationSchema;
import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;

/** LOG-02. */
final class LogKey implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("LOG-02", "log-key", Severity.MEDIUM)
                .description("Logs are encrypted with a key of ours.")
                .why("Logs hold what nobody meant to write.")
                .mend("Set kmsKeyId(key.arn()), and let CloudWatch Logs use the key.")
                .control(checkov("CKV_AWS_158"))
                .schema(ConfigurationSchema.of(Copies.PROPERTY))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:cloudwatch/logGroup:LogGroup");
    }

    @Override
    public void validate(PolicyResource group, Evaluation evaluation) {
        if (!Copies.contain(group, evaluation) && group.property("kmsKeyId").isAbsent()) {
            evaluation.violation("no kmsKeyId is set");
        }
    }
}
