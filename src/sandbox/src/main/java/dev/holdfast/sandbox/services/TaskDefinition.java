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
 * @param architecture of the processors that it asks for: {@code X86_64} or {@code ARM64}
 * @param taskRole the ARN of the role of its programs, if they have one
 */
record TaskDefinition(
        String arn,
        String family,
        int revision,
        int cpu,
        int memory,
        String architecture,
        Optional<String> taskRole,
        List<ContainerDefinition> containers) {

    static final String TYPE = "aws:ecs/taskDefinition:TaskDefinition";

    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /** Reads a task definition. ECS refuses what is none when it is registered; sizes are the catalogue's to check. */
    static TaskDefinition of(Resource resource) {
        if (resource.text("executionRoleArn").isEmpty()) {
            throw refused("Fargate requires task definition to have execution role ARN to support ECR images.");
        }
        return new TaskDefinition(
                resource.arn().orElse(resource.id()),
                resource.text("family").orElse(""),
                resource.number("revision", 1),
                Integer.parseInt(resource.text("cpu").orElse("256")),
                Integer.parseInt(resource.text("memory").orElse("512")),
                resource.objects("runtimePlatform").stream()
                        .flatMap(platform -> Optional.ofNullable(platform.get("cpuArchitecture")).stream())
                        .map(Object::toString)
                        .findFirst()
                        .orElse("X86_64"),
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

    private static AwsException refused(String message) {
        return new AwsException("ClientException", message);
    }

    /** What its images must be for, in the words of image manifests. */
    String platform() {
        return architecture.equals("ARM64") ? "linux/arm64" : "linux/amd64";
    }

    @Override
    public String toString() {
        return family + ":" + revision;
    }

    /** A variable. */
    record Variable(String name, String value) {}

    /** A variable whose value is a secret's. */
    record SecretVariable(String name, String valueFrom) {}

    /** A port that the container listens on; its name, if it has one, is what Service Connect knows it by. */
    record PortMapping(String name, int containerPort) {}

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
            String user,
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
