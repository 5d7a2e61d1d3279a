package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Events;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;
import dev.holdfast.sandbox.cloud.Site;
import dev.holdfast.sandbox.network.Network;
import dev.holdfast.sandbox.network.NetworkInterfaces;
import dev.holdfast.sandbox.network.Reachability;
import dev.holdfast.sandbox.network.Refusals;
import java.util.Map;
import java.util.TreeMap;

/** What tasks and functions are made with. */
record Fargate(
        Site site,
        Resources resources,
        ImageRegistry registry,
        ContainerRuntime runtime,
        SecretValues secrets,
        AwsEndpoint endpoint,
        NetworkInterfaces interfaces,
        Reachability reachability,
        Refusals refusals,
        Events events,
        TargetGroups targetGroups,
        ServiceConnect serviceConnect) {

    /** The network, asked and told at once. */
    Network network() {
        return new Network(interfaces, reachability, refusals);
    }

    /** The variables that AWS gives every program, and where its SDK finds this cloud. */
    Map<String, String> environment(Resource owner) {
        return new TreeMap<>(Map.of(
                "AWS_REGION", owner.region(),
                "AWS_DEFAULT_REGION", owner.region(),
                "AWS_ENDPOINT_URL", endpoint.uri().toString()));
    }

    /** The task definition of an ARN, {@code family:revision} or family, whose newest active revision is meant. */
    TaskDefinition definition(Resource service, String name) {
        return resources
                .beside(service, TaskDefinition.TYPE)
                .map(TaskDefinition::of)
                .filter(one -> name.equals(one.arn()) || name.equals(one.toString()) || name.equals(one.family()))
                .max((one, two) -> Integer.compare(one.revision(), two.revision()))
                .orElseThrow(() -> new AwsException(
                        "ClientException", "Unable to describe task definition: '" + name + "' does not exist."));
    }
}
