package dev.holdfast.workload.stateful;

import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import com.pulumi.aws.rds.Instance;
import com.pulumi.aws.rds.InstanceArgs;
import com.pulumi.aws.rds.ParameterGroup;
import com.pulumi.aws.rds.ParameterGroupArgs;
import com.pulumi.aws.rds.SubnetGroup;
import com.pulumi.aws.rds.SubnetGroupArgs;
import com.pulumi.aws.rds.outputs.InstanceMasterUserSecret;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.holdfast.conventions.Environment;
import dev.holdfast.conventions.Tags;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The PostgreSQL database of an environment, in RDS.
 *
 * <p>Creates the instance, empty or restored, with its parameter group, subnet group and log groups. Needs isolated
 * subnets, a security group, a key and, where its machine is measured, a role for that. Exposes its name and ARN, where it answers, and where RDS keeps its
 * master password, which RDS makes and rotates itself.
 */
public final class Database extends StatefulComponent {
    /** The port that it listens on. */
    public static final int PORT = 5432;

    private static final String MAJOR_VERSION = "17";
    private static final String DATABASE_NAME = "holdfast";
    private static final List<String> LOGS = List.of("postgresql", "upgrade");

    /**
     * What a database began with, and what it has from there: each of these is a reason for the provider to replace an
     * instance. Whatever the configuration says later must never mean: replace the data.
     */
    private static final List<String> ORIGIN =
            List.of("snapshotIdentifier", "restoreToPointInTime", "storageEncrypted", "kmsKeyId", "dbName", "username");

    /** The instance's name in AWS, by which CloudWatch tells its metrics apart. */
    public final String identifier;

    /** The instance's ARN. */
    public final Output<String> arn;

    /** The host name. */
    public final Output<String> host;

    /** The name of the database in the instance. */
    public final Output<String> databaseName;

    /** The identity that RDS gives an instance for its lifetime: another one means other data. */
    public final Output<String> resourceId;

    /** The secret in which RDS keeps the master user's name and password. */
    public final Output<String> masterSecretArn;

    /**
     * The database of an environment.
     *
     * @param declared which one it is, and what it begins with
     * @param subnetIds subnets without a way to the internet, in at least two zones
     * @param monitoringRoleArn the role for enhanced monitoring, where the profile has it
     * @param logDays for how long its logs are kept
     */
    public record Args(
            Environment environment,
            Databases.Declared declared,
            DatabaseProfile profile,
            Output<List<String>> subnetIds,
            Output<String> securityGroupId,
            Output<String> keyArn,
            Optional<Output<String>> monitoringRoleArn,
            int logDays) {}

    public Database(String name, Args args, ComponentResourceOptions options) {
        super("Database", name, args.environment(), options);
        identifier = args.declared().identifier();

        var subnets = new SubnetGroup(
                name,
                SubnetGroupArgs.builder()
                        .name(identifier)
                        .description("Isolated subnets of environment " + args.environment())
                        .subnetIds(args.subnetIds())
                        .build(),
                child().build());
        var parameters = new ParameterGroup(
                name,
                ParameterGroupArgs.builder()
                        // A family's change makes a new group while the old one is in use, hence another name.
                        .name(identifier + "-postgres" + MAJOR_VERSION)
                        .family("postgres" + MAJOR_VERSION)
                        .description("Parameters of environment " + args.environment())
                        .parameters(DatabaseParameters.all())
                        .build(),
                child().build());
        var instance = instance(name, args, subnets, parameters);

        arn = instance.arn();
        host = args.declared()
                .restoreFrom()
                .map(from -> from.host(identifier, instance))
                .orElseGet(instance::address);
        databaseName = Output.of(DATABASE_NAME);
        resourceId = instance.resourceId();
        masterSecretArn = instance.masterUserSecrets().applyValue(Database::only);
        registerOutputs(Map.of("host", host, "resourceId", resourceId));
    }

    private Instance instance(String name, Args args, SubnetGroup subnets, ParameterGroup parameters) {
        var profile = args.profile();
        var environment = args.environment();
        var instance = InstanceArgs.builder()
                .identifier(identifier)
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
                .port(PORT)
                .manageMasterUserPassword(true)
                .masterUserSecretKmsKeyId(args.keyArn())
                .iamDatabaseAuthenticationEnabled(true)
                .caCertIdentifier("rds-ca-rsa2048-g1")
                .parameterGroupName(parameters.name())
                .dbSubnetGroupName(subnets.name())
                .vpcSecurityGroupIds(args.securityGroupId().applyValue(List::of))
                .publiclyAccessible(false)
                .multiAz(profile.multiAz())
                .deletionProtection(
                        profile.deletionProtection() && !args.declared().retiring())
                .backupRetentionPeriod(profile.backupDays())
                .backupWindow(profile.windows().backup())
                .maintenanceWindow(profile.windows().maintenance())
                .copyTagsToSnapshot(true)
                .tags(Tags.held())
                .deleteAutomatedBackups(environment.disposable())
                .skipFinalSnapshot(environment.disposable())
                // If a snapshot of this name exists, AWS refuses the deletion: rename or delete that one first.
                .finalSnapshotIdentifier(identifier + "-final")
                .databaseInsightsMode(profile.insights().mode())
                .performanceInsightsEnabled(true)
                .performanceInsightsKmsKeyId(args.keyArn())
                .performanceInsightsRetentionPeriod(profile.insights().days)
                .monitoringInterval(profile.monitoringSeconds())
                .enabledCloudwatchLogsExports(LOGS)
                // In production, what needs a restart waits for the maintenance window.
                .applyImmediately(!environment.production());
        args.monitoringRoleArn().ifPresent(instance::monitoringRoleArn);
        args.declared()
                .restoreFrom()
                .ifPresentOrElse(
                        from -> from.begin(instance),
                        () -> instance.dbName(DATABASE_NAME).username("holdfast_master"));
        return new Instance(
                name,
                instance.build(),
                kept(args)
                        .dependsOn(logGroups(name, args))
                        .ignoreChanges(ORIGIN)
                        .build());
    }

    /** What holds state, unless it is on its way out. */
    private CustomResourceOptions.Builder kept(Args args) {
        return args.declared().retiring() ? child() : held();
    }

    /** Without these, RDS creates log groups of the same names that keep everything for ever and belong to nobody. */
    private List<Resource> logGroups(String name, Args args) {
        return LOGS.stream()
                .<Resource>map(log -> new LogGroup(
                        name + "-" + log,
                        LogGroupArgs.builder()
                                .name("/aws/rds/instance/" + identifier + "/" + log)
                                .retentionInDays(args.logDays())
                                .tags(Tags.held())
                                .kmsKeyId(args.keyArn())
                                .build(),
                        // The logs of a database that is deleted stay until they expire.
                        kept(args).retainOnDelete(args.declared().retiring()).build()))
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
