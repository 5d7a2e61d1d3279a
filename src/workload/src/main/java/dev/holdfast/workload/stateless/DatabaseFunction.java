package dev.holdfast.workload.stateless;

import com.pulumi.aws.lambda.Function;
import com.pulumi.aws.lambda.FunctionArgs;
import com.pulumi.aws.lambda.inputs.FunctionEnvironmentArgs;
import com.pulumi.aws.lambda.inputs.FunctionImageConfigArgs;
import com.pulumi.aws.lambda.inputs.FunctionLoggingConfigArgs;
import com.pulumi.aws.lambda.inputs.FunctionVpcConfigArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * Makes a Lambda function of the migrations' image, with its role: in the VPC, with what it needs to log in as the
 * database's master, and nothing else.
 */
final class DatabaseFunction {
    private static final int MEMORY = 1024;
    private static final List<String> READ = List.of("secretsmanager:GetSecretValue");

    private DatabaseFunction() {}

    /**
     * The function.
     *
     * @param handler the class in the image that is called; none for the image's own
     * @param environment what it is told, beside where the database and its secrets are
     * @param timeout for how many seconds it may run
     * @param subnetIds private subnets
     */
    record Args(
            String functionName,
            String description,
            Output<String> accountId,
            String region,
            Output<ImageReference> image,
            Optional<String> handler,
            Map<String, String> environment,
            int timeout,
            Migrations.Target target,
            Output<List<String>> subnetIds,
            Output<String> securityGroupId,
            Output<String> logGroup,
            Output<String> logGroupArn) {}

    /**
     * Declares it.
     *
     * @param actions what it may do to the two secrets, beside reading them
     */
    static Function declare(String name, Args args, List<String> actions, ComponentResource parent) {
        var role = new ServiceRole(
                name,
                new ServiceRole.Args(
                        args.functionName(),
                        "What the function " + args.functionName() + " may do",
                        args.accountId(),
                        ServiceRole.trustInLambda(),
                        Optional.of(permissions(args, actions))),
                ComponentResourceOptions.builder().parent(parent).build());
        var function = FunctionArgs.builder()
                .name(args.functionName())
                .description(args.description())
                .packageType("Image")
                .imageUri(args.image().applyValue(ImageReference::uri))
                .architectures(CpuArchitecture.OF_FUNCTIONS)
                .role(role.arn)
                .timeout(args.timeout())
                .memorySize(MEMORY)
                .environment(FunctionEnvironmentArgs.builder()
                        .variables(variables(args))
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
                .replaceSecurityGroupsOnDestroy(true);
        args.handler()
                .ifPresent(handler -> function.imageConfig(FunctionImageConfigArgs.builder()
                        .commands(handler + "::handleRequest")
                        .build()));
        return new Function(
                name,
                function.build(),
                CustomResourceOptions.builder().parent(parent).build());
    }

    private static Output<Map<String, String>> variables(Args args) {
        var target = args.target();
        return Output.tuple(
                        target.host(),
                        target.databaseName(),
                        target.masterSecretArn(),
                        target.secretArn(),
                        target.readOnlySecretArn())
                .applyValue(known -> {
                    var variables = new HashMap<>(args.environment());
                    variables.put("DATABASE_HOST", known.t1);
                    variables.put("DATABASE_PORT", Integer.toString(target.port()));
                    variables.put("DATABASE_NAME", known.t2);
                    variables.put("DATABASE_MASTER_SECRET_ARN", known.t3);
                    variables.put("DATABASE_SECRET_ARN", known.t4);
                    variables.put("DATABASE_READ_ONLY_SECRET_ARN", known.t5);
                    return variables;
                });
    }

    private static Output<List<IamStatement>> permissions(Args args, List<String> actions) {
        var target = args.target();
        return Output.tuple(
                        target.masterSecretArn(),
                        target.secretArn(),
                        target.readOnlySecretArn(),
                        target.keyArn(),
                        args.logGroupArn())
                .applyValue(known -> List.of(
                        ServiceRole.allow("ReadMaster", READ, known.t1),
                        ServiceRole.allow(
                                "KeepSecrets",
                                Stream.concat(READ.stream(), actions.stream()).toList(),
                                known.t2,
                                known.t3),
                        ServiceRole.allowKeyOfSecrets(
                                args.region(), known.t4, List.of("kms:Decrypt", "kms:GenerateDataKey")),
                        ServiceRole.allowLogs(known.t5),
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
