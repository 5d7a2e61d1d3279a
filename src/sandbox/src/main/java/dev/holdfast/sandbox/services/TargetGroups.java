package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.Resources;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The target groups of all accounts. */
final class TargetGroups {
    private final Resources resources;
    private final LoadBalancerNetwork network;
    private final Map<String, TargetGroup> byArn = new ConcurrentHashMap<>();

    TargetGroups(Resources resources, LoadBalancerNetwork network) {
        this.resources = resources;
        this.network = network;
    }

    TargetGroup get(String arn) {
        return byArn.computeIfAbsent(
                arn,
                key -> new TargetGroup(
                        () -> resources.byArn(key), (address, port) -> network.refusalTo(key, address, port)));
    }
}
