package dev.holdfast.workload.stateless;

import com.pulumi.aws.lambda.Invocation;
import com.pulumi.aws.lambda.InvocationArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The migration function, and its run as part of the update.
 *
 * <p>Creates a Lambda function in the VPC with its role, and invokes it whenever the migrations, its image or the
 * database are others than at the last time. A migration that fails, fails the update, and what depends on the
 * component stays as it was. Needs private subnets, a security group, a log group, the database and the secrets
 * of its users, whose first values it writes. Exposes the answer of the last run.
 */
public final class Migrations extends ComponentResource {
    /** Lambda's longest, in seconds: a migration that needs more cannot run here. */
    public static final int TIMEOUT = 900;

    /** What the function answered: the version of the database, which ones were applied, and how long that took. */
    public final Output<Map<String, Object>> result;

    /** The run; what needs the migrated database depends on it. */
    public final Resource run;

    /**
     * The function.
     *
     * @param functionName its name in AWS
     * @param accountId the account that it runs in
     * @param checksum of the migrations
     * @param mibPerSecond how fast the database is, to refuse what would not end in time
     * @param after what must exist before it runs
     */
    public record Args(
            String functionName,
            Output<String> accountId,
            String region,
            Output<ImageReference> image,
            String checksum,
            int mibPerSecond,
            Target target,
            Output<List<String>> subnetIds,
            Output<String> securityGroupId,
            Output<String> logGroup,
            Output<String> logGroupArn,
            List<Resource> after) {
        public Args {
            after = List.copyOf(after);
        }
    }

    /**
     * The database that the function migrates, and the rotation function logs in to.
     *
     * @param resourceId the identity of the instance: another one is empty
     * @param masterSecretArn where RDS keeps the master user's password
     * @param secretArn where the function keeps the application's credentials
     * @param readOnlySecretArn where it keeps those of people and reports
     * @param keyArn the key of all these secrets
     */
    public record Target(
            Output<String> host,
            int port,
            Output<String> databaseName,
            Output<String> resourceId,
            Output<String> masterSecretArn,
            Output<String> secretArn,
            Output<String> readOnlySecretArn,
            Output<String> keyArn) {}

    public Migrations(String name, Args args, ComponentResourceOptions options) {
        super("holdfast:stateless:Migrations", name, options);

        var function = DatabaseFunction.declare(
                name,
                new DatabaseFunction.Args(
                        args.functionName(),
                        "Migrates the database, and makes its roles and the first values of their secrets",
                        args.accountId(),
                        args.region(),
                        args.image(),
                        Optional.empty(),
                        Map.of("MIGRATION_MIB_PER_SECOND", Integer.toString(args.mibPerSecond())),
                        TIMEOUT,
                        args.target(),
                        args.subnetIds(),
                        args.securityGroupId(),
                        args.logGroup(),
                        args.logGroupArn()),
                List.of("secretsmanager:PutSecretValue"),
                this);
        var invocation = new Invocation(
                name,
                InvocationArgs.builder()
                        .functionName(function.name())
                        .input("{}")
                        .triggers(triggers(args))
                        .build(),
                CustomResourceOptions.builder()
                        .parent(this)
                        .dependsOn(args.after())
                        .build());

        run = invocation;
        result = invocation.result().applyValue(MigrationAnswer::parse);
        registerOutputs(Map.of("result", result));
    }

    private static Output<Map<String, String>> triggers(Args args) {
        return Output.tuple(args.image(), args.target().resourceId())
                .applyValue(known ->
                        Map.of("migrations", args.checksum(), "image", known.t1.digest(), "database", known.t2));
    }
}
