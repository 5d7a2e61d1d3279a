package dev.holdfast.sandbox.services;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Behaviour;
import dev.holdfast.sandbox.cloud.Report;
import dev.holdfast.sandbox.cloud.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a task runs.
 *
 * @param cpu in units of 1/1024 core
 * @param memory in MiB
 * @param taskRole the ARN of the role of its programs, if they have one
 */
record TaskDefinition(
        String arn,
        String family,
        int revision,
        int cpu,
        int memory,
        Optional<String> taskRole,
        List<ContainerDefinition> containers) {

    static final String TYPE = "aws:ecs/taskDefinition:TaskDefinition";

    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /** What Fargate sells: memory from, to and in steps of, by CPU (the ECS guide, "Task CPU and memory"). */
    private static final Map<Integer, int[]> SIZES = Map.of(
            256, new int[] {512, 2048, 512},
            512, new int[] {1024, 4096, 1024},
            1024, new int[] {2048, 8192, 1024},
            2048, new int[] {4096, 16384, 1024},
            4096, new int[] {8192, 30720, 1024},
            8192, new int[] {16384, 61440, 4096},
            16384, new int[] {32768, 122880, 8192});

    /** Reads a task definition. {@code  @throws AwsException} as ECS refuses it when it is registered. */
    static TaskDefinition of(Resource resource) {
        var cpu = size(resource, "cpu");
        var memory = size(resource, "memory");
        var sold = SIZES.get(cpu);
        // 256 units are sold with 512, 1024 and 2048 MiB: twice the step each, not 1536.
        if (sold == null
                || memory < sold[0]
                || memory > sold[1]
                || memory % sold[2] != 0
                || cpu == 256 && memory == 1536) {
            throw refused("No Fargate configuration exists for given values: " + cpu + " CPU, " + memory + " memory."
                    + (sold == null
                            ? " CPU is one of "
                                    + SIZES.keySet().stream().sorted().toList()
                            : " With this CPU memory is " + sold[0] + " to " + sold[1]));
        }
        if (!"awsvpc".equals(resource.text("networkMode").orElse(""))) {
            throw refused("Fargate only supports network mode 'awsvpc'.");
        }
        if (resource.text("executionRoleArn").isEmpty()) {
            throw refused("Fargate requires task definition to have execution role ARN to support ECR images.");
        }
        return new TaskDefinition(
                resource.arn().orElse(resource.id()),
                resource.text("family").orElse(""),
                resource.number("revision", 1),
                cpu,
                memory,
                resource.text("taskRoleArn"),
                containers(resource));
    }

    private static List<ContainerDefinition> containers(Resource resource) {
        try {
            var containers = List.of(
                    JSON.readValue(resource.text("containerDefinitions").orElse("[]"), ContainerDefinition[].class));
            if (containers.stream().noneMatch(ContainerDefinition::essential)) {
                throw refused("At least one container must be essential.");
            }
            return containers;
        } catch (JsonProcessingException e) {
            throw refused("ECS Task Definition container_definitions is invalid: " + e.getOriginalMessage());
        }
    }

    private static int size(Resource resource, String property) {
        var value = resource.text(property).orElse("");
        if (!value.matches("\\d+")) {
            throw refused("Fargate requires that '" + property + "' be defined at the task level, as a whole number ("
                    + (property.equals("cpu") ? "units of 1/1024 core" : "MiB") + "), not '" + value + "'.");
        }
        return Integer.parseInt(value);
    }

    private static AwsException refused(String message) {
        return new AwsException("ClientException", message);
    }

    @Override
    public String toString() {
        return family + ":" + revision;
    }

    /** A variable. */
    record Variable(String name, String value) {}

    /** A variable whose value is a secret's. */
    record SecretVariable(String name, String valueFrom) {}

    /** A port that the container listens on. */
    record PortMapping(int containerPort) {}

    /** Where its output goes. */
    record LogConfiguration(String logDriver, Map<String, String> options) {}

    /** How ECS asks the container whether it is well; ECS's defaults. */
    record HealthCheck(List<String> command, Integer interval, Integer timeout, Integer retries, Integer startPeriod) {
        HealthCheck {
            interval = Objects.requireNonNullElse(interval, 30);
            timeout = Objects.requireNonNullElse(timeout, 5);
            retries = Objects.requireNonNullElse(retries, 3);
            startPeriod = Objects.requireNonNullElse(startPeriod, 0);
        }
    }

    /** A container of the task, as its JSON has it. */
    record ContainerDefinition(
            String name,
            String image,
            Boolean essential,
            List<String> entryPoint,
            List<String> command,
            String workingDirectory,
            List<Variable> environment,
            List<SecretVariable> secrets,
            List<PortMapping> portMappings,
            HealthCheck healthCheck,
            LogConfiguration logConfiguration,
            Integer stopTimeout) {

        ContainerDefinition {
            if (name == null || image == null) {
                throw refused("Container.name and Container.image should not be null or empty.");
            }
            essential = Objects.requireNonNullElse(essential, true);
            entryPoint = Objects.requireNonNullElse(entryPoint, List.of());
            command = Objects.requireNonNullElse(command, List.of());
            environment = Objects.requireNonNullElse(environment, List.of());
            secrets = Objects.requireNonNullElse(secrets, List.of());
            portMappings = Objects.requireNonNullElse(portMappings, List.of());
            stopTimeout = Objects.requireNonNullElse(stopTimeout, 30);
        }

        Duration patience() {
            return Duration.ofSeconds(stopTimeout);
        }

        Map<String, String> variables() {
            return environment.stream().collect(Collectors.toMap(Variable::name, Variable::value, (one, two) -> two));
        }
    }

    /** Refuses what ECS would not register. */
    static final class Registration implements Behaviour {
        @Override
        public Map<String, Object> create(Resource resource, Report report) {
            of(resource);
            return Map.of();
        }

        @Override
        public Map<String, Object> update(Resource before, Resource after, Report report) {
            return create(after, report);
        }

        @Override
        public void delete(Resource resource, Report report) {
            // A revision is deregistered; tasks that run it go on.
        }
    }
}
