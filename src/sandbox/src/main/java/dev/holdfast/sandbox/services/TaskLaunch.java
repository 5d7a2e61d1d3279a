package dev.holdfast.sandbox.services;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.sandbox.cloud.Addresses;
import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.services.TaskDefinition.ContainerDefinition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a container of a task is started with, from its definition. */
record TaskLaunch(Fargate fargate, Resource service, TaskDefinition task, String id, String address) {
    private static final ObjectMapper JSON = new ObjectMapper();

    ContainerRuntime.Container container(ContainerDefinition definition) {
        var image = image(definition);
        // As in Docker: an entry point of one's own drops the image's command too.
        var command = new ArrayList<>(definition.entryPoint().isEmpty() ? image.entrypoint() : definition.entryPoint());
        command.addAll(
                !definition.command().isEmpty()
                        ? definition.command()
                        : definition.entryPoint().isEmpty() ? image.command() : List.of());
        return new ContainerRuntime.Container(
                image,
                command,
                definition.workingDirectory() == null ? image.workingDirectory() : definition.workingDirectory(),
                environment(definition),
                Addresses.loopback(address),
                task.cpu(),
                task.memory());
    }

    private Image image(ContainerDefinition definition) {
        var image = fargate.registry().resolve(definition.image());
        if (!image.platform().equals(task.platform())) {
            throw new AwsException(
                    "CannotPullContainerError",
                    "image Manifest does not contain descriptor matching platform '" + task.platform() + "': "
                            + definition.image() + " is for " + image.platform() + ", and the task definition asks for "
                            + task.architecture() + " (runtimePlatform.cpuArchitecture); build the image for "
                            + task.platform() + ", or ask for the other architecture");
        }
        return definition.user() == null ? image : image.as(definition.user());
    }

    /** Its log stream; without a log driver the output goes nowhere, here to a file that ends with the task. */
    LogStream log(ContainerDefinition definition, Path directory) {
        var log = definition.logConfiguration();
        if (log == null) {
            return new LogStream(directory, definition.name());
        }
        var group = log.options().get("awslogs-group");
        var found = fargate.resources()
                .beside(service, "aws:cloudwatch/logGroup:LogGroup")
                .anyMatch(one -> one.text("name").orElse(one.id()).equals(group));
        if (!found && !"true".equals(log.options().get("awslogs-create-group"))) {
            throw initialization(
                    "failed to validate logger args: The task cannot find the Amazon CloudWatch log group '" + group
                            + "' defined in the task definition.");
        }
        var stream = log.options().getOrDefault("awslogs-stream-prefix", "ecs") + "/" + definition.name() + "/" + id;
        return new LogStream(fargate.site().logGroup(service.account(), group), stream);
    }

    private Map<String, String> environment(ContainerDefinition definition) {
        var all = fargate.environment(service);
        all.put("AWS_EXECUTION_ENV", "AWS_ECS_FARGATE");
        all.put("HOSTNAME", "ip-" + address.replace('.', '-') + "." + service.region() + ".compute.internal");
        task.taskRole().ifPresent(role -> {
            var credentials = fargate.endpoint().containerCredentials(service.account(), service.region(), role);
            all.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", credentials.uri().toString());
            all.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", credentials.authorization());
        });
        all.putAll(definition.variables());
        definition.secrets().forEach(secret -> all.put(secret.name(), value(secret.valueFrom())));
        return all;
    }

    /** {@code <arn>} or {@code <arn>:<json key>:<version stage>:<version id>}, where the last three may be empty. */
    private String value(String from) {
        var parts = from.split(":", -1);
        if (parts.length < 7 || !parts[2].equals("secretsmanager")) {
            throw initialization(
                    "'" + from + "' is no ARN of a Secrets Manager secret, the kind that this sandbox knows");
        }
        var arn = String.join(":", List.of(parts).subList(0, 7));
        try {
            fargate.endpoint().outages().check("secretsmanager", parts[4]);
        } catch (AwsException e) {
            throw initialization("unable to retrieve secret from asm: failed to fetch secret " + arn
                    + " from secrets manager: " + e);
        }
        var value = fargate.secrets()
                .current(arn)
                .orElseThrow(() -> initialization("unable to retrieve secret from asm: failed to fetch secret " + arn
                        + " from secrets manager: ResourceNotFoundException: Secrets Manager can't find the specified"
                        + " secret value for staging label: AWSCURRENT"));
        var key = parts.length > 7 ? parts[7] : "";
        try {
            var found = key.isEmpty() ? null : JSON.readTree(value).get(key);
            if (!key.isEmpty() && found == null) {
                throw initialization("retrieved secret from Secrets Manager did not contain json key " + key);
            }
            return found == null ? value : found.isTextual() ? found.asText() : found.toString();
        } catch (JsonProcessingException e) {
            throw initialization("the value of secret " + arn + " is no JSON, so it has no key " + key);
        }
    }

    private static AwsException initialization(String why) {
        return new AwsException("ResourceInitializationError", "unable to pull secrets or registry auth: " + why);
    }
}
