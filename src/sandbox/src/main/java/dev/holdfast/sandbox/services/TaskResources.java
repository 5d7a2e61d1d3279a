package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.network.Network;
import dev.holdfast.sandbox.network.NetworkInterface;
import dev.holdfast.sandbox.services.TaskDefinition.ContainerDefinition;
import java.util.LinkedHashMap;
import java.util.List;

/** What Fargate fetches over a task's own network interface before its containers start: image, secrets, log stream. */
record TaskResources(Network network, NetworkInterface task) {
    private static final String INITIALIZATION = "ResourceInitializationError";
    private static final String AUTHORIZATION = "unable to pull secrets or registry auth: ";

    /**
     * Asks the network for all that a container needs.
     *
     * @throws AwsException with ECS's words for what fails first, and everything that is missing
     */
    void check(ContainerDefinition container) {
        var missing = new LinkedHashMap<String, AwsException>();
        needs(
                missing,
                "ecr.api",
                INITIALIZATION,
                AUTHORIZATION + "The task cannot pull registry auth from Amazon ECR: "
                        + "There is a connection issue between the task and Amazon ECR. Check your task network configuration.");
        if (!container.secrets().isEmpty()) {
            needs(
                    missing,
                    "secretsmanager",
                    INITIALIZATION,
                    AUTHORIZATION + "unable to retrieve secret from asm: There"
                            + " is a connection issue between the task and AWS Secrets Manager. Check your task network"
                            + " configuration.");
        }
        // The registry answers with the manifest, and S3 with the layers.
        for (var service : List.of("ecr.dkr", "s3")) {
            needs(
                    missing,
                    service,
                    "CannotPullContainerError",
                    "The task cannot pull " + container.image()
                            + " from the registry " + container.image()
                            + ". There is a connection issue between the task and"
                            + " the registry. Check your task network configuration.");
        }
        var log = container.logConfiguration();
        if (log != null && "awslogs".equals(log.logDriver())) {
            needs(
                    missing,
                    "logs",
                    INITIALIZATION,
                    "failed to validate logger args: The task cannot find the Amazon"
                            + " CloudWatch log group defined in the task definition. There is a connection issue between the"
                            + " task and Amazon CloudWatch. Check your network configuration.");
        }
        if (!missing.isEmpty()) {
            var first = missing.values().iterator().next();
            throw new AwsException(first.code(), first.getMessage() + "\n  " + String.join("\n  ", missing.keySet()));
        }
    }

    private void needs(LinkedHashMap<String, AwsException> missing, String service, String code, String message) {
        network.refusalToService(task, service).ifPresent(why -> missing.put(why, new AwsException(code, message)));
    }
}
