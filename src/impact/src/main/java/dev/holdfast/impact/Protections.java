package dev.holdfast.impact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What protects a resource, read from its options and inputs: one table for all types. A property whose value only the update
 * knows protects nothing, as nobody can tell that it does.
 */
final class Protections {
    private static final String DATABASE = "aws:rds/instance:Instance";
    private static final String CLUSTER = "aws:rds/cluster:Cluster";
    private static final String BUCKET = "aws:s3/bucket:Bucket";
    private static final String BUCKET_V2 = "aws:s3/bucketV2:BucketV2";
    private static final String CACHE = "aws:elasticache/replicationGroup:ReplicationGroup";
    private static final String SERVERLESS_CACHE = "aws:elasticache/serverlessCache:ServerlessCache";
    private static final String TABLE = "aws:dynamodb/table:Table";

    /** Inputs, their defaults and what they mean: the AWS provider's documentation of each type, version 6. */
    private static final List<Kind> KINDS = List.of(
            kind("deletionProtection", on("deletionProtection"), DATABASE, CLUSTER),
            kind("deletionProtection", on("deletionProtectionEnabled"), TABLE),
            kind(
                    "deletionProtection",
                    on("enableDeletionProtection"),
                    "aws:lb/loadBalancer:LoadBalancer",
                    "aws:alb/loadBalancer:LoadBalancer"),
            kind("finalSnapshot", notOn("skipFinalSnapshot"), DATABASE, CLUSTER),
            kind("finalSnapshot", on("finalSnapshot"), "aws:ebs/volume:Volume"),
            kind("finalSnapshot", given("finalSnapshotIdentifier"), CACHE),
            kind("finalSnapshot", given("finalSnapshotName"), SERVERLESS_CACHE),
            kind("backups", atLeast("backupRetentionPeriod", 1, 0), DATABASE),
            kind("backups of 7 days", atLeast("backupRetentionPeriod", 7, 0), DATABASE),
            kind("backups of 30 days", atLeast("backupRetentionPeriod", 30, 0), DATABASE),
            kind("keptBackups", off("deleteAutomatedBackups"), DATABASE, CLUSTER),
            kind("backups", atLeast("snapshotRetentionLimit", 1, 0), CACHE, SERVERLESS_CACHE),
            kind("pointInTimeRecovery", inside("pointInTimeRecovery", on("enabled")), TABLE),
            kind(
                    "not emptied",
                    notOn("forceDestroy"),
                    BUCKET,
                    BUCKET_V2,
                    "aws:backup/vault:Vault",
                    "aws:route53/zone:Zone"),
            kind("not emptied", notOn("forceDelete"), "aws:ecr/repository:Repository"),
            kind("recoveryWindow", atLeast("recoveryWindowInDays", 1, 30), "aws:secretsmanager/secret:Secret"),
            kind(
                    "recoveryWindow of 30 days",
                    atLeast("recoveryWindowInDays", 30, 30),
                    "aws:secretsmanager/secret:Secret"),
            kind("deletionWindow of 30 days", atLeast("deletionWindowInDays", 30, 30), "aws:kms/key:Key"),
            kind("not closed", notOn("closeOnDeletion"), "aws:organizations/account:Account"),
            kind("skipDestroy", on("skipDestroy"), "aws:cloudwatch/logGroup:LogGroup"),
            // What is a resource of its own, and protects another one by being there.
            kind(
                    "versions",
                    inside("versioningConfiguration", is("status", "Enabled")),
                    "aws:s3/bucketVersioningV2:BucketVersioningV2",
                    "aws:s3/bucketVersioning:BucketVersioning"),
            kind(
                    "object lock",
                    inputs -> true,
                    "aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2",
                    "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration"),
            kind("vault lock", inputs -> true, "aws:backup/vaultLockConfiguration:VaultLockConfiguration"),
            kind("backups", inputs -> true, "aws:backup/selection:Selection"));

    private record Kind(String name, List<String> types, Predicate<JsonNode> inForce) {}

    private Protections() {}

    /** What is in force. */
    static Protection of(ResourceState resource) {
        var by = new TreeSet<String>();
        if (resource.protect()) {
            by.add("protect");
        }
        if (resource.retainOnDelete()) {
            by.add("retainOnDelete");
        }
        KINDS.stream()
                .filter(kind ->
                        kind.types().contains(resource.type()) && kind.inForce().test(resource.inputs()))
                .forEach(kind -> by.add(kind.name()));
        return new Protection(by);
    }

    /** All that there are. */
    static Set<String> names() {
        var names = new TreeSet<>(Set.of("protect", "retainOnDelete"));
        KINDS.forEach(kind -> names.add(kind.name()));
        return names;
    }

    private static Kind kind(String name, Predicate<JsonNode> inForce, String... types) {
        return new Kind(name, Arrays.asList(types), inForce);
    }

    private static Predicate<JsonNode> on(String property) {
        return inputs -> inputs.path(property).asBoolean();
    }

    /** Set to false. */
    private static Predicate<JsonNode> off(String property) {
        return inputs ->
                inputs.path(property).isBoolean() && !inputs.path(property).asBoolean();
    }

    /** Set to false, or not set: false is the default. */
    private static Predicate<JsonNode> notOn(String property) {
        return off(property)
                .or(inputs -> inputs.path(property).isMissingNode()
                        || inputs.path(property).isNull());
    }

    private static Predicate<JsonNode> given(String property) {
        return inputs -> inputs.path(property).isTextual()
                && !inputs.path(property).asText().isEmpty()
                && !Concealment.UNKNOWN.equals(Concealment.conceal(inputs.path(property), List.of()));
    }

    private static Predicate<JsonNode> is(String property, String value) {
        return inputs -> inputs.path(property).asText().equals(value);
    }

    private static Predicate<JsonNode> atLeast(String property, int least, int byDefault) {
        return inputs -> {
            var value = inputs.path(property);
            return value.isNumber() ? value.asInt() >= least : value.isMissingNode() && byDefault >= least;
        };
    }

    private static Predicate<JsonNode> inside(String property, Predicate<JsonNode> condition) {
        return inputs -> condition.test(inputs.path(property));
    }
}
