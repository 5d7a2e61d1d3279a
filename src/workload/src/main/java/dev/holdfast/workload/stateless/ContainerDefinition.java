package dev.holdfast.workload.stateless;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A container of a task definition, in the names of the ECS API, which takes it as JSON. */
record ContainerDefinition(
        String name,
        String image,
        boolean essential,
        String user,
        boolean readonlyRootFilesystem,
        List<PortMapping> portMappings,
        List<KeyValue> environment,
        List<Secret> secrets,
        HealthCheck healthCheck,
        LogConfiguration logConfiguration,
        LinuxParameters linuxParameters,
        List<MountPoint> mountPoints,
        int stopTimeout) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A port, and what Service Connect takes its traffic for. */
    record PortMapping(String name, int containerPort, String protocol, String appProtocol) {}

    record KeyValue(String name, String value) {
        /** In the order of their names: another order would be another revision of the task definition. */
        static List<KeyValue> sorted(Map<String, String> values) {
            return new TreeMap<>(values)
                    .entrySet().stream()
                            .map(entry -> new KeyValue(entry.getKey(), entry.getValue()))
                            .toList();
        }
    }

    /** A variable whose value ECS reads when the task starts; here is only where it is kept. */
    record Secret(String name, String valueFrom) {
        static List<Secret> sorted(Map<String, String> arns) {
            return new TreeMap<>(arns)
                    .entrySet().stream()
                            .map(entry -> new Secret(entry.getKey(), entry.getValue()))
                            .toList();
        }
    }

    /** Seconds, but for the number of retries. */
    record HealthCheck(List<String> command, int interval, int timeout, int retries, int startPeriod) {}

    /** A volume of the task as a folder of the container. */
    record MountPoint(String sourceVolume, String containerPath, boolean readOnly) {}

    record LogConfiguration(String logDriver, Map<String, String> options) {
        /** What CloudWatch cannot take waits in memory, and when that is full is lost: a service does not wait for its log. */
        static LogConfiguration awslogs(String group, String region, String stream) {
            return new LogConfiguration(
                    "awslogs",
                    new TreeMap<>(Map.of(
                            "awslogs-group", group,
                            "awslogs-region", region,
                            "awslogs-stream-prefix", stream,
                            "mode", "non-blocking",
                            "max-buffer-size", "10m")));
        }
    }

    record LinuxParameters(boolean initProcessEnabled, List<Tmpfs> tmpfs) {}

    /** Memory as a folder; {@code size} in MiB. Fargate has it since January 2026. */
    record Tmpfs(String containerPath, int size, List<String> mountOptions) {}

    /** The only container of its task, as the ECS API takes it. */
    String json() {
        try {
            return JSON.writeValueAsString(List.of(this));
        } catch (JsonProcessingException never) {
            throw new IllegalStateException("records of strings and numbers are always JSON", never);
        }
    }
}
