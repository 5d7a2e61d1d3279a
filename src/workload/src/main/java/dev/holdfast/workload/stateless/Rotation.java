package dev.holdfast.workload.stateless;

import com.pulumi.aws.lambda.Function;
import com.pulumi.aws.lambda.Permission;
import com.pulumi.aws.lambda.PermissionArgs;
import com.pulumi.aws.secretsmanager.SecretRotation;
import com.pulumi.aws.secretsmanager.SecretRotationArgs;
import com.pulumi.aws.secretsmanager.inputs.SecretRotationRotationRulesArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * New passwords for the database's users, every so many days and whenever somebody asks Secrets Manager for it.
 *
 * <p>Creates the rotation function, which is the migrations' image with another handler, with its role; and for each of
 * the two secrets, Secrets Manager's leave to invoke it and the schedule. Needs what {@link Migrations} needs, and that
 * it ran: a secret without a value cannot be rotated. Exposes the function's name: each rotation that fails is one of its
 * errors.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotation-strategy.html">Rotation strategy:
 *     alternating users</a>
 */
public final class Rotation extends ComponentResource {
    private static final String HANDLER = "dev.holdfast.migrations.RotationHandler";

    /** In seconds: 20 for the database to answer, and as many for Secrets Manager; a step takes about two. */
    public static final int TIMEOUT = 60;

    /** What its four steps take, beside reading. */
    private static final List<String> ACTIONS = List.of(
            "secretsmanager:DescribeSecret",
            "secretsmanager:PutSecretValue",
            "secretsmanager:UpdateSecretVersionStage");

    /** The function's name in AWS. */
    public final String functionName;

    private final Args args;

    /**
     * The rotation of both secrets.
     *
     * @param functionName its name in AWS
     * @param accountId in which the secrets are
     * @param after what must have happened before: the secrets have values
     */
    public record Args(
            String functionName,
            Output<String> accountId,
            String region,
            RotationProfile profile,
            Output<ImageReference> image,
            Migrations.Target target,
            Output<List<String>> subnetIds,
            Output<String> securityGroupId,
            Output<String> logGroup,
            Output<String> logGroupArn,
            List<Resource> after) {
        public Args {
            after = List.copyOf(after);
        }
    }

    public Rotation(String name, Args args, ComponentResourceOptions options) {
        super("holdfast:stateless:Rotation", name, options);
        this.args = args;

        var function = DatabaseFunction.declare(
                name,
                new DatabaseFunction.Args(
                        args.functionName(),
                        "Gives the database's users new passwords, which Secrets Manager keeps",
                        args.accountId(),
                        args.region(),
                        args.image(),
                        Optional.of(HANDLER),
                        Map.of(),
                        TIMEOUT,
                        args.target(),
                        args.subnetIds(),
                        args.securityGroupId(),
                        args.logGroup(),
                        args.logGroupArn()),
                ACTIONS,
                this);
        rotate(name + "-credentials", args.target().secretArn(), function);
        rotate(name + "-read-only-credentials", args.target().readOnlySecretArn(), function);

        functionName = args.functionName();
        registerOutputs(Map.of());
    }

    private void rotate(String name, Output<String> secretArn, Function function) {
        var permission = new Permission(
                name,
                PermissionArgs.builder()
                        .function(function.name())
                        .statementId(name)
                        .action("lambda:InvokeFunction")
                        .principal("secretsmanager.amazonaws.com")
                        .sourceAccount(args.accountId())
                        .sourceArn(secretArn)
                        .build(),
                CustomResourceOptions.builder().parent(this).build());
        new SecretRotation(
                name,
                SecretRotationArgs.builder()
                        .secretId(secretArn)
                        .rotationLambdaArn(function.arn())
                        .rotationRules(SecretRotationRotationRulesArgs.builder()
                                .automaticallyAfterDays(args.profile().days())
                                .build())
                        // The value was just made, or is as old as the schedule lets it get: an update that changes the
                        // schedule is no reason for another. Secrets Manager only tries the function then.
                        .rotateImmediately(false)
                        .build(),
                CustomResourceOptions.builder()
                        .parent(this)
                        .dependsOn(dependencies(permission))
                        .build());
    }

    private List<Resource> dependencies(Resource permission) {
        return Stream.concat(args.after().stream(), Stream.of(permission)).toList();
    }
}
