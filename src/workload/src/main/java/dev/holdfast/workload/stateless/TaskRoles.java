package dev.holdfast.workload.stateless;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * The two roles of a task: the one with which ECS pulls its image, reads its secrets and writes its logs, and its own.
 * Each names the one image repository, log group, key and the very secrets.
 */
final class TaskRoles extends ComponentResource {
    private static final List<String> READ_SECRET = List.of("secretsmanager:GetSecretValue");
    private static final List<String> DECRYPT = List.of("kms:Decrypt");

    /** What ECS takes on to start a task. */
    final Output<String> executionRoleArn;

    /** What the code in the task has: it reads its secrets again when they have changed. */
    final Output<String> taskRoleArn;

    TaskRoles(String name, FargateService.Args args, ComponentResourceOptions options) {
        super("holdfast:stateless:TaskRoles", name, options);
        var child = ComponentResourceOptions.builder().parent(this).build();
        var container = args.container();
        var trust = ServiceRole.trustInEcsTasks(args.accountId());
        var secrets = Output.tuple(Output.all(List.copyOf(container.secrets().values())), container.keyArn())
                .applyValue(known -> readSecrets(args.region(), known.t1, known.t2));

        executionRoleArn = new ServiceRole(
                        name + "-execution",
                        new ServiceRole.Args(
                                args.names().of(container.name() + "-execution"),
                                "ECS starts tasks of " + args.serviceName() + " with it",
                                trust,
                                Output.tuple(secrets, container.image(), container.logGroupArn())
                                        .applyValue(known -> start(known.t1, known.t2, known.t3))),
                        child)
                .arn;
        taskRoleArn = new ServiceRole(
                        name + "-task",
                        new ServiceRole.Args(
                                args.names().of(container.name() + "-task"),
                                "What tasks of " + args.serviceName() + " may do",
                                trust,
                                Output.tuple(secrets, container.permissions().orElseGet(() -> Output.of(List.of())))
                                        .applyValue(known -> all(known.t1, known.t2))),
                        child)
                .arn;
        registerOutputs(Map.of());
    }

    private static List<IamStatement> start(List<IamStatement> secrets, ImageReference image, String logGroupArn) {
        return Stream.concat(
                        Stream.of(
                                // The token is the account's; this action knows no resources.
                                ServiceRole.allow("RegistryLogin", List.of("ecr:GetAuthorizationToken"), "*"),
                                ServiceRole.allow(
                                        "Image",
                                        List.of(
                                                "ecr:BatchCheckLayerAvailability",
                                                "ecr:BatchGetImage",
                                                "ecr:GetDownloadUrlForLayer"),
                                        image.repositoryArn()),
                                ServiceRole.allowLogs(logGroupArn)),
                        secrets.stream())
                .toList();
    }

    private static List<IamStatement> all(List<IamStatement> some, List<IamStatement> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private static List<IamStatement> readSecrets(String region, List<String> secretArns, String keyArn) {
        return List.of(
                ServiceRole.allow(
                        "Secrets",
                        READ_SECRET,
                        secretArns.stream().sorted().distinct().toArray(String[]::new)),
                ServiceRole.allowKeyOfSecrets(region, keyArn, DECRYPT));
    }
}
