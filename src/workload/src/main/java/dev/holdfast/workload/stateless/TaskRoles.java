package dev.holdfast.workload.stateless;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * The two roles of a task: the one with which ECS pulls its image, reads its secrets and writes its logs, and its own.
 * Each names the one image repository, log group, key and the very secrets; without secrets and ECS Exec, its own may do
 * nothing.
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
        var secrets = container.secrets().map(some -> readSecrets(args.region(), some));

        executionRoleArn = new ServiceRole(
                        name + "-execution",
                        new ServiceRole.Args(
                                args.names().of(container.name() + "-execution"),
                                "ECS starts tasks of " + args.serviceName() + " with it",
                                args.accountId(),
                                trust,
                                Optional.of(Output.tuple(
                                                secrets.orElseGet(() -> Output.of(List.of())),
                                                container.image(),
                                                container.logGroupArn())
                                        .applyValue(known -> start(known.t1, known.t2, known.t3)))),
                        child)
                .arn;
        taskRoleArn = new ServiceRole(
                        name + "-task",
                        new ServiceRole.Args(
                                args.names().of(container.name() + "-task"),
                                "What tasks of " + args.serviceName() + " may do",
                                args.accountId(),
                                trust,
                                all(List.of(
                                        secrets,
                                        container.permissions(),
                                        args.cluster().exec().map(ExecSessions::permissions)))),
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

    /** What all parts allow; none where nothing is asked for. */
    private static Optional<Output<List<IamStatement>>> all(List<Optional<Output<List<IamStatement>>>> parts) {
        var asked = parts.stream().flatMap(Optional::stream).toList();
        return asked.isEmpty()
                ? Optional.empty()
                : Optional.of(Output.all(asked)
                        .applyValue(
                                known -> known.stream().flatMap(List::stream).toList()));
    }

    private static Output<List<IamStatement>> readSecrets(String region, FargateService.Secrets secrets) {
        return Output.tuple(Output.all(List.copyOf(secrets.variables().values())), secrets.keyArn())
                .applyValue(known -> readSecrets(region, known.t1, known.t2));
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
