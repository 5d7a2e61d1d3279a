package dev.holdfast.policy.rules.rds;

import static dev.holdfast.policy.rules.Rule.checkov;
import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;
import java.util.ArrayList;
import java.util.List;

/** RDS-09. */
final class DatabaseLogs implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("RDS-09", "rds-logs", Severity.MEDIUM)
                .description("The database writes its logs to CloudWatch.")
                .why("On the machine itself they are gone after days, and with the machine.")
                .mend("Set enabledCloudwatchLogsExports to postgresql and upgrade.")
                .control(securityHub("RDS.9"))
                .control(securityHub("RDS.36"))
                .control(checkov("CKV_AWS_129"))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:rds/instance:Instance");
    }

    @Override
    public void validate(PolicyResource database, Evaluation evaluation) {
        var missing = new ArrayList<>(List.of("postgresql", "upgrade"));
        missing.removeAll(database.property("enabledCloudwatchLogsExports").strings());
        if (database.property("engine").string("").equals("postgres") && !missing.isEmpty()) {
            evaluation.violation("enabledCloudwatchLogsExports lacks " + String.join(", ", missing));
        }
    }
}
