package dev.holdfast.workload.stateful;

import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import com.pulumi.aws.rds.Instance;
import com.pulumi.aws.rds.InstanceArgs;
import com.pulumi.aws.rds.ParameterGroup;
import com.pulumi.aws.rds.ParameterGroupArgs;
import com.pulumi.aws.rds.SubnetGroup;
import com.pulumi.aws.rds.SubnetGroupArgs;
import com.pulumi.aws.rds.inputs.ParameterGroupParameterArgs;
import com.pulumi.aws.rds.outputs.InstanceMasterUserSecret;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import dev.holdfast.conventions.Environment;
import java.util.List;
import java.util.Map;

/**
 * The PostgreSQL database of an environment, in RDS.
 *
 * <p>Creates the instance with its parameter group, subnet group and log groups. Needs isolated subnets, a security
 * group and a key. Exposes where it answers and where RDS keeps its master password, which RDS makes and rotates itself.
 */
public final class Database extends StatefulComponent {
    /** The port that it listens on. */
    public static final int PORT = 5432;

    private static final String MAJOR_VERSION = "17";
    private static final List<String> LOGS = List.of("postgresql", "upgrade");

    /** The host name. */
    public final Output<String> host;

    /** The name of the database in the instance. */
    public final Output<String> databaseName;

    /** The identity that RDS gives an instance for its lifetime: another one means other data. */
    public final Output<String> resourceId;

    /** The secret in which RDS keeps the master user's name and password. */
    public final Output<String> masterSecretArn;

    /**
     * How large and how safe a database is.
     *
     * @param instanceClass the size of the machine, such as {@code db.t4g.micro}
     * @param storageGb the disk at the beginning
     * @param maxStorageGb how far RDS grows the disk by itself; it never shrinks
     * @param multiAz whether a standby in another availability zone takes over
     * @param backupDays for how many days it can be restored to any second; 0 switches backups off
     * @param deletionProtection whether AWS refuses to delete it
     */
    public record Profile(
            String instanceClass,
            int storageGb,
            int maxStorageGb,
            boolean multiAz,
            int backupDays,
            boolean deletionProtection) {}

    /**
     * The database of an environment.
     *
     * @param identifier the instance's name in AWS
     * @param subnetIds subnets without a way to the internet, in at least two zones
     * @param logDays for how long its logs are kept
     */
    public record Args(
            Environment environment,
            String identifier,
            Profile profile,
            Output<List<String>> subnetIds,
            Output<String> securityGroupId,
            Output<String> keyArn,
            int logDays) {}

    public Database(String name, Args args, ComponentResourceOptions options) {
        super("Database", name, args.environment(), options);

        var subnets = new SubnetGroup(
                name,
                SubnetGroupArgs.builder()
                        .name(args.identifier())
                        .description("Isolated subnets of environment " + args.environment())
                        .subnetIds(args.subnetIds())
                        .build(),
                child().build());
        var parameters = new ParameterGroup(
                name,
                ParameterGroupArgs.builder()
                        // A family's change makes a new group while the old one is in use, hence another name.
                        .name(args.identifier() + "-postgres" + MAJOR_VERSION)
                        .family("postgres" + MAJOR_VERSION)
                        .description("Parameters of environment " + args.environment())
                        .parameters(ParameterGroupParameterArgs.builder()
                                .name("rds.force_ssl")
                                .value("1")
                                .build())
                        .build(),
                child().build());
        var instance = instance(name, args, subnets, parameters);

        host = instance.address();
        databaseName = instance.dbName();
        resourceId = instance.resourceId();
        masterSecretArn = instance.masterUserSecrets().applyValue(Database::only);
        registerOutputs(Map.of("host", host, "resourceId", resourceId));
    }

    private Instance instance(String name, Args args, SubnetGroup subnets, ParameterGroup parameters) {
        var profile = args.profile();
        var environment = args.environment();
        return new Instance(
                name,
                InstanceArgs.builder()
                        .identifier(args.identifier())
                        .engine("postgres")
                        .engineVersion(MAJOR_VERSION)
                        .autoMinorVersionUpgrade(true)
                        .allowMajorVersionUpgrade(false)
                        .instanceClass(profile.instanceClass())
                        .storageType("gp3")
                        .allocatedStorage(profile.storageGb())
                        .maxAllocatedStorage(profile.maxStorageGb())
                        .storageEncrypted(true)
                        .kmsKeyId(args.keyArn())
                        .dbName("holdfast")
                        .port(PORT)
                        .username("holdfast_master")
                        .manageMasterUserPassword(true)
                        .masterUserSecretKmsKeyId(args.keyArn())
                        .iamDatabaseAuthenticationEnabled(true)
                        .caCertIdentifier("rds-ca-rsa2048-g1")
                        .parameterGroupName(parameters.name())
                        .dbSubnetGroupName(subnets.name())
                        .vpcSecurityGroupIds(args.securityGroupId().applyValue(List::of))
                        .publiclyAccessible(false)
                        .multiAz(profile.multiAz())
                        .deletionProtection(profile.deletionProtection())
                        .backupRetentionPeriod(profile.backupDays())
                        .copyTagsToSnapshot(true)
                        .deleteAutomatedBackups(environment.disposable())
                        .skipFinalSnapshot(environment.disposable())
                        // If a snapshot of this name exists, AWS refuses the deletion: rename or delete that one first.
                        .finalSnapshotIdentifier(args.identifier() + "-final")
                        .enabledCloudwatchLogsExports(LOGS)
                        // In production, what needs a restart waits for the maintenance window.
                        .applyImmediately(!environment.production())
                        .build(),
                held().dependsOn(logGroups(name, args))
                        // A database that was restored carries the snapshot that it came from. Not to name it here must
                        // never mean: replace the data by an empty database.
                        .ignoreChanges("snapshotIdentifier")
                        .build());
    }

    /** Without these, RDS creates log groups of the same names that keep everything for ever and belong to nobody. */
    private List<Resource> logGroups(String name, Args args) {
        return LOGS.stream()
                .<Resource>map(log -> new LogGroup(
                        name + "-" + log,
                        LogGroupArgs.builder()
                                .name("/aws/rds/instance/" + args.identifier() + "/" + log)
                                .retentionInDays(args.logDays())
                                .build(),
                        held().build()))
                .toList();
    }

    private static String only(List<InstanceMasterUserSecret> secrets) {
        return secrets.stream()
                .flatMap(secret -> secret.secretArn().stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("RDS names no secret of the master user;"
                        + " was manageMasterUserPassword switched off outside of Pulumi?"));
    }
}
