package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.Behaviour;
import dev.holdfast.sandbox.cloud.Report;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The target groups of all accounts. Their targets are the tasks of services, which register by themselves. */
final class TargetGroups implements Behaviour {
    private final Resources resources;
    private final LoadBalancerNetwork network;
    private final Map<String, TargetGroup> byArn = new ConcurrentHashMap<>();

    TargetGroups(Resources resources, LoadBalancerNetwork network) {
        this.resources = resources;
        this.network = network;
    }

    @Override
    public Map<String, Object> create(Resource group, Report report) {
        return Map.of();
    }

    @Override
    public Map<String, Object> update(Resource before, Resource after, Report report) {
        return Map.of();
    }

    @Override
    public void delete(Resource group, Report report) {
        byArn.remove(group.arn().orElse(""));
    }

    @Override
    public String describe(Resource group) {
        return get(group.arn().orElse("")).describe();
    }

    @Override
    public List<String> details(Resource group) {
        return get(group.arn().orElse("")).details();
    }

    TargetGroup get(String arn) {
        return byArn.computeIfAbsent(
                arn,
                key -> new TargetGroup(
                        () -> resources.byArn(key), (address, port) -> network.refusalTo(key, address, port)));
    }
}
