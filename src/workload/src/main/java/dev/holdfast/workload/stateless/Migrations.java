package dev.holdfast.workload.stateless;

import com.pulumi.aws.lambda.Function;
import com.pulumi.aws.lambda.FunctionArgs;
import com.pulumi.aws.lambda.Invocation;
import com.pulumi.aws.lambda.InvocationArgs;
import com.pulumi.aws.lambda.inputs.FunctionEnvironmentArgs;
import com.pulumi.aws.lambda.inputs.FunctionLoggingConfigArgs;
import com.pulumi.aws.lambda.inputs.FunctionVpcConfigArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * The migration function, and its run as part of the update.
 *
 * <p>Creates a Lambda function in the VPC with its role, and invokes it whenever the migrations, its image or the
 * database are others than at the last time. A migration that fails, fails the update, and what depends on the
 * component stays as it was. Needs private subnets, a security group, a log group, the database and the application's
 * secret, whose value it writes. Exposes the answer of the last run.
 */
public final class Migrations extends ComponentResource {
    /** Lambda's longest, in seconds: a migration that needs more cannot run here. */
    private static final int TIMEOUT = 900;

    private static final int MEMORY = 1024;

    /** What the function answered: the versions it applied, and how long that took. */
    public final Output<String> result;

    /** The run; what needs the migrated database depends on it. */
    public final Resource run;

    /**
     * The function.
     *
     * @param functionName its name in AWS
     * @param checksum of the migrations
     * @param after what must exist before it runs
     */
    public record Args(
            String functionName,
            String region,
            Output<ImageReference> image,
            String checksum,
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
     * The database that it migrates.
     *
     * @param resourceId the identity of the instance: another one is empty
     * @param masterSecretArn where RDS keeps the master user's password
     * @param secretArn where the function keeps the application's credentials
     * @param keyArn the key of both secrets
     */
    public record Target(
            Output<String> host,
            int port,
            Output<String> databaseName,
            Output<String> resourceId,
            Output<String> masterSecretArn,
            Output<String> secretArn,
            Output<String> keyArn) {}

    public Migrations(String name, Args args, ComponentResourceOptions options) {
        super("holdfast:stateless:Migrations", name, options);

        var function = function(name, args);
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
        result = invocation.result();
        registerOutputs(Map.of("result", result));
    }

    private Function function(String name, Args args) {
        var role = new ServiceRole(
                name,
                new ServiceRole.Args(
                        args.functionName(),
                        "What the function " + args.functionName() + " may do",
                        ServiceRole.trustInLambda(),
                        Optional.of(permissions(args))),
                ComponentResourceOptions.builder().parent(this).build());
        return new Function(
                name,
                FunctionArgs.builder()
                        .name(args.functionName())
                        .description("Migrates the database and keeps the application's credentials")
                        .packageType("Image")
                        .imageUri(args.image().applyValue(ImageReference::uri))
                        .architectures("x86_64")
                        .role(role.arn)
                        .timeout(TIMEOUT)
                        .memorySize(MEMORY)
                        .environment(FunctionEnvironmentArgs.builder()
                                .variables(variables(args.target()))
                                .build())
                        .vpcConfig(FunctionVpcConfigArgs.builder()
                                .subnetIds(args.subnetIds())
                                .securityGroupIds(args.securityGroupId().applyValue(List::of))
                                .build())
                        // The function writes its own JSON; in Lambda's, that would be a string.
                        .loggingConfig(FunctionLoggingConfigArgs.builder()
                                .logFormat("Text")
                                .logGroup(args.logGroup())
                                .build())
                        // Lambda keeps its network interfaces for up to 45 minutes, and with them the security group:
                        // so that a destroy need not wait, they first move to the VPC's own group.
                        .replaceSecurityGroupsOnDestroy(true)
                        .build(),
                CustomResourceOptions.builder().parent(this).build());
    }

    private static Output<Map<String, String>> triggers(Args args) {
        return Output.tuple(args.image(), args.target().resourceId())
                .applyValue(known ->
                        Map.of("migrations", args.checksum(), "image", known.t1.digest(), "database", known.t2));
    }

    private static Output<Map<String, String>> variables(Target target) {
        return Output.tuple(target.host(), target.databaseName(), target.masterSecretArn(), target.secretArn())
                .applyValue(known -> Map.of(
                        "DATABASE_HOST",
                        known.t1,
                        "DATABASE_PORT",
                        Integer.toString(target.port()),
                        "DATABASE_NAME",
                        known.t2,
                        "DATABASE_MASTER_SECRET_ARN",
                        known.t3,
                        "DATABASE_SECRET_ARN",
                        known.t4));
    }

    private static Output<List<IamStatement>> permissions(Args args) {
        var target = args.target();
        return Output.tuple(target.masterSecretArn(), target.secretArn(), target.keyArn(), args.logGroupArn())
                .applyValue(known -> List.of(
                        ServiceRole.allow("ReadSecrets", List.of("secretsmanager:GetSecretValue"), known.t1, known.t2),
                        ServiceRole.allow("WriteSecret", List.of("secretsmanager:PutSecretValue"), known.t2),
                        ServiceRole.allowKeyOfSecrets(
                                args.region(), known.t3, List.of("kms:Decrypt", "kms:GenerateDataKey")),
                        ServiceRole.allowLogs(known.t4),
                        // Lambda joins the VPC with these before it knows which interface, so they name no resource.
                        ServiceRole.allow(
                                "NetworkInterfaces",
                                List.of(
                                        "ec2:AssignPrivateIpAddresses",
                                        "ec2:CreateNetworkInterface",
                                        "ec2:DeleteNetworkInterface",
                                        "ec2:DescribeNetworkInterfaces",
                                        "ec2:DescribeSubnets",
                                        "ec2:UnassignPrivateIpAddresses"),
                                "*")));
    }
}
