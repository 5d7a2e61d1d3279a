package dev.holdfast.workload.stateless;

import com.pulumi.core.Output;
import dev.holdfast.workload.stateless.FargateService.Secrets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Makes the container of a task as Holdfast wants each: no root, nothing to write to but memory and what ECS Exec needs,
 * logs to CloudWatch.
 */
final class TaskContainer {
    private static final int TMP_MB = 64;

    private TaskContainer() {}

    /** The container definitions of a task with this one container. */
    static Output<String> json(FargateService.Args args) {
        var container = args.container();
        return Output.tuple(
                        container.image(),
                        values(container.environment()),
                        values(container.secrets().map(Secrets::variables).orElse(Map.of())),
                        container.logGroup())
                .applyValue(known ->
                        definition(args, known.t1, known.t2, known.t3, known.t4).json());
    }

    static ContainerDefinition definition(
            FargateService.Args args,
            ImageReference image,
            Map<String, String> environment,
            Map<String, String> secrets,
            String logGroup) {
        var container = args.container();
        return new ContainerDefinition(
                container.name(),
                image.uri(),
                true,
                "10001:10001",
                true,
                // ECS never changes the protocol of an endpoint of Service Connect; HTTP's is retried and measured.
                List.of(new ContainerDefinition.PortMapping(container.name(), container.port(), "tcp", "http")),
                ContainerDefinition.KeyValue.sorted(environment),
                ContainerDefinition.Secret.sorted(secrets),
                // A check starts a JVM, which takes seconds on a quarter of a CPU; so does the service's own start.
                new ContainerDefinition.HealthCheck(container.healthCheck(), 30, 10, 3, 120),
                ContainerDefinition.LogConfiguration.awslogs(logGroup, args.region(), container.name()),
                new ContainerDefinition.LinuxParameters(
                        // Reaps the processes that health checks leave behind.
                        true,
                        // A JVM needs a writable /tmp; a volume there would belong to root.
                        List.of(new ContainerDefinition.Tmpfs(
                                "/tmp", TMP_MB, List.of("rw", "noexec", "nosuid", "nodev")))),
                args.cluster().exec().map(exec -> ExecSessions.mountPoints()).orElse(List.of()),
                // Seconds from SIGTERM to SIGKILL: a service takes requests for up to 10 more, as those of Fargate Spot
                // are
                // told before the load balancer is, and has 20 to answer the last. Spot leaves no task more than 120.
                45);
    }

    private static Output<Map<String, String>> values(Map<String, Output<String>> outputs) {
        var entries = outputs.entrySet().stream()
                .map(entry -> entry.getValue().applyValue(value -> Map.entry(entry.getKey(), value)))
                .toList();
        return Output.all(entries)
                .applyValue(all -> all.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
