package dev.holdfast.policy.rules.rds;

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

/** RDS-06. */
final class DatabaseBackups implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("RDS-06", "rds-backups", Severity.HIGH)
                .description("RDS keeps backups of the database, to any second of the last days.")
                .why("The provider says 0 where nothing is set, which switches them off.")
                .mend("Set backupRetentionPeriod, to 7 days or more; 14 in production.")
                .control(securityHub("RDS.11"))
                .control(checkov("CKV_AWS_133"))
                .level(Levels::unlessDisposable)
                .schema(ConfigurationSchema.of(
                        Property.integer("days", "the fewest days").atLeast(1).byDefault(7),
                        Property.integer("productionDays", "the fewest in production")
                                .atLeast(1)
                                .byDefault(14)))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:rds/instance:Instance");
    }

    @Override
    public void validate(PolicyResource database, Evaluation evaluation) {
        var production = Levels.kind(evaluation.stack()) == Environment.Kind.PRODUCTION;
        var least = evaluation
                .configuration()
                .get(production ? "productionDays" : "days")
                .integer();
        var days = database.property("backupRetentionPeriod").integer(0);
        if (days < least) {
            evaluation.violation("backups are kept for " + days + " days, and should be for " + least);
        }
    }
}
