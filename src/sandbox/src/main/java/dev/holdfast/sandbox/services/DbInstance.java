package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;
import dev.holdfast.sandbox.network.NetworkInterface;
import dev.holdfast.sandbox.network.ResourceInterfaces;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the properties of an RDS instance say, together with those of its subnet group and parameter group. */
record DbInstance(Resource resource, Resources resources) {
    private static final String SUPPORTED = "17";
    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    static final String LETTERS = UPPER + "abcdefghijklmnopqrstuvwxyz";

    /** What changes of the instance cannot change: its place, and what was made for it. */
    private static final List<String> KEPT = List.of(
            "_address",
            "resourceId",
            "engineVersionActual",
            "masterUserSecrets",
            "username",
            "dbName",
            "kmsKeyId",
            "storageEncrypted");

    /** The same instance with a resource id: that of its data. */
    DbInstance named() {
        var id = resource.id().matches("db-[A-Z0-9]{26}") ? resource.id() : "db-" + PrivateFiles.random(26, UPPER);
        return with(Map.of("resourceId", id));
    }

    /** The same instance as it becomes by a change. */
    DbInstance changed(Resource after) {
        var kept = new HashMap<String, Object>();
        KEPT.stream()
                .filter(resource.outputs()::containsKey)
                .forEach(property -> kept.put(property, resource.outputs().get(property)));
        return new DbInstance(after, resources).with(kept);
    }

    DbInstance with(Map<String, Object> outputs) {
        return new DbInstance(resource.with(outputs), resources);
    }

    /**
     * Refuses what RDS refuses, and what this cloud cannot do.
     *
     * @throws AwsException naming the property
     */
    void check() {
        var engine = resource.text("engine").orElse("");
        if (!engine.equals("postgres")) {
            throw new AwsException(
                    "InvalidParameterValue", "engine '" + engine + "': the sandbox runs engine 'postgres' only");
        }
        var version = resource.text("engineVersion").orElse(SUPPORTED);
        if (!version.equals(SUPPORTED) && !version.startsWith(SUPPORTED + ".")) {
            throw new AwsException(
                    "InvalidParameterCombination",
                    "Cannot find version " + version + " for postgres: the sandbox runs version " + SUPPORTED);
        }
        for (var source : List.of("replicateSourceDb", "s3Import")) {
            if (resource.outputs().get(source) != null) {
                throw new AwsException(
                        "InvalidParameterCombination",
                        source
                                + ": the sandbox creates empty databases and restores snapshots and moments; leave it out"
                                + " here");
            }
        }
        if (RdsAdmin.NAME.equals(username())) {
            throw new AwsException(
                    "InvalidParameterValue",
                    "MasterUsername rdsadmin cannot be used as it is a reserved word used by the engine");
        }
        if (managed() && password() != null) {
            throw new AwsException(
                    "InvalidParameterCombination",
                    "You can't specify password together with manageMasterUserPassword; leave one of them out");
        }
        if (!managed() && password() == null && !restored()) {
            throw new AwsException(
                    "InvalidParameterCombination",
                    "The parameter MasterUserPassword must be provided: set manageMasterUserPassword, or password");
        }
    }

    String identifier() {
        return resource.text("identifier").orElse(resource.id());
    }

    String id() {
        return resource.text("resourceId").orElse(resource.id());
    }

    String address() {
        return resource.text("_address").orElseThrow();
    }

    /** The endpoint's name; its middle is the same for all instances of an account in a region. */
    String host() {
        var seed = UUID.nameUUIDFromBytes((resource.account() + resource.region()).getBytes(StandardCharsets.UTF_8));
        var middle = "c" + seed.toString().replace("-", "").substring(0, 11);
        return identifier() + "." + middle + "." + resource.region() + ".rds.amazonaws.com";
    }

    int port() {
        return resource.number("port", 5432);
    }

    String username() {
        return resource.text("username").orElse("postgres");
    }

    String password() {
        return resource.text("password").orElse(null);
    }

    /** For how many days backups of it are kept; 0 for none. */
    int backupDays() {
        return resource.number("backupRetentionPeriod", 0);
    }

    /** Whether its data, and with them the master user, come from elsewhere. */
    private boolean restored() {
        return resource.text("snapshotIdentifier").isPresent()
                || !resource.objects("restoreToPointInTime").isEmpty();
    }

    /** The database that is created with the instance, or null. */
    String database() {
        return resource.text("dbName").orElse(null);
    }

    /** Whether RDS makes the master's password and keeps it in a secret. */
    boolean managed() {
        return resource.flag("manageMasterUserPassword");
    }

    /** The ARN of the secret that RDS manages, or null. */
    String masterSecret() {
        return resource.objects("masterUserSecrets").stream()
                .map(secret -> String.valueOf(secret.get("secretArn")))
                .findFirst()
                .orElse(null);
    }

    /** The ARN of a new secret for the master's password. */
    String newMasterSecret() {
        return arn("secretsmanager", "secret:rds!db-" + UUID.randomUUID() + "-" + PrivateFiles.random(6, LETTERS));
    }

    Map<String, Object> masterUserSecrets(String secret) {
        var own = resource.text("masterUserSecretKmsKeyId").orElseGet(() -> arn("kms", "key/" + awsManagedKey()));
        var key = own.startsWith("arn:") ? own : arn("kms", "key/" + own);
        return Map.of(
                "masterUserSecrets", List.of(Map.of("secretArn", secret, "secretStatus", "active", "kmsKeyId", key)));
    }

    /** The parameters of its parameter group by name. */
    Map<String, String> parameters() {
        return resource.text("parameterGroupName")
                .map(name -> parameters(inAccount(ParameterGroup.TYPE, name)))
                .orElse(Map.of());
    }

    /** Those of this group. */
    static Map<String, String> parameters(Resource group) {
        var parameters = new HashMap<String, String>();
        group.objects("parameters")
                .forEach(one -> parameters.put(String.valueOf(one.get("name")), String.valueOf(one.get("value"))));
        return parameters;
    }

    /** The address range of its subnet. */
    String range() {
        return inAccount("aws:ec2/subnet:Subnet", subnet()).text("cidrBlock").orElseThrow();
    }

    /** Its network interface, once it has an address. */
    NetworkInterface network() {
        return new ResourceInterfaces(resources).database(resource).orElseThrow();
    }

    /** The first subnet in its subnet group. */
    private String subnet() {
        var group = resource.text("dbSubnetGroupName")
                .orElseThrow(() -> new AwsException(
                        "InvalidSubnet",
                        "No default subnet detected in VPC: set dbSubnetGroupName of " + identifier()));
        var subnets = inAccount("aws:rds/subnetGroup:SubnetGroup", group).texts("subnetIds");
        return subnets.isEmpty() ? "" : subnets.get(0);
    }

    /** What RDS adds to the inputs. The hosted zone is that of us-east-1; nothing here resolves by it. */
    Map<String, Object> outputs() {
        return Map.of(
                "resourceId", id(),
                "identifier", identifier(),
                "arn", arn("rds", "db:" + identifier()),
                "address", host(),
                "port", port(),
                "endpoint", host() + ":" + port(),
                "hostedZoneId", "Z2R2ITUGPM61AM",
                "caCertIdentifier", resource.text("caCertIdentifier").orElse("rds-ca-rsa2048-g1"),
                "status", "available");
    }

    private String awsManagedKey() {
        var name = resource.account() + resource.region() + "alias/aws/secretsmanager";
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private String arn(String service, String name) {
        return "arn:aws:" + service + ":" + resource.region() + ":" + resource.account() + ":" + name;
    }

    private Resource inAccount(String type, String name) {
        return resources
                .beside(resource, type)
                .filter(one -> one.id().equals(name)
                        || one.text("name").filter(name::equals).isPresent())
                .findFirst()
                .orElseThrow(() -> {
                    var noun = type.substring(type.lastIndexOf(':') + 1);
                    return new AwsException(
                            "DB" + noun + "NotFound",
                            "DB" + noun + " " + name + " not found in account " + resource.account() + " and region "
                                    + resource.region());
                });
    }
}
