package dev.holdfast.policy.rules.rds;

import static dev.holdfast.policy.rules.Rule.prowler;
import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.policy.ConfigurationSchema;
import dev.holdfast.policy.ConfigurationSchema.Property;
import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.NotEvaluatedException;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;

/** RDS-17. */
final class SupportedEngine implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("RDS-17", "rds-supported-engine", Severity.MEDIUM)
                .description("The version of PostgreSQL is one that AWS supports for no extra price.")
                .why("Extended support costs more than the machine, and comes by itself on the day a version "
                        + "ends.")
                .mend("Set engineVersion to a newer major version, and upgrade with a blue/green deployment.")
                .control(prowler("rds_instance_extended_support"))
                .schema(ConfigurationSchema.of(Property.integer(
                                "oldest",
                                "the oldest major version in standard support, https://docs.aws.amazon.com/AmazonRDS/latest/PostgreSQLReleaseNotes/postgresql-release-calendar.html")
                        .byDefault(14)))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:rds/instance:Instance");
    }

    @Override
    public void validate(PolicyResource database, Evaluation evaluation) {
        if (!database.property("engine").string("").equals("postgres")
                || database.property("engineVersion").isAbsent()) {
            return;
        }
        var version = database.property("engineVersion").string();
        if (!version.matches("\\d+(\\..*)?")) {
            throw new NotEvaluatedException("engineVersion '" + version + "' is no number");
        }
        var major = Integer.parseInt(version.split("\\.")[0]);
        var oldest = evaluation.configuration().get("oldest").integer();
        if (major < oldest) {
            evaluation.violation("PostgreSQL " + major + " is older than " + oldest);
        }
    }
}
