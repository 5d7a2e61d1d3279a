package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.Behaviour;
import dev.holdfast.sandbox.cloud.Report;
import dev.holdfast.sandbox.cloud.Resource;
import java.util.Map;

/** A DB parameter group: its changes reach the instances that use it at once, or when they next start. */
public final class ParameterGroup implements Behaviour {
    static final String TYPE = "aws:rds/parameterGroup:ParameterGroup";

    private final Rds rds;

    /** @param rds which runs the instances */
    public ParameterGroup(Rds rds) {
        this.rds = rds;
    }

    @Override
    public Map<String, Object> create(Resource group, Report report) {
        return Map.of();
    }

    @Override
    public Map<String, Object> update(Resource before, Resource after, Report report) {
        rds.changed(after, report);
        return Map.of();
    }

    @Override
    public void delete(Resource group, Report report) {
        // No instance uses it: the engine deletes those first.
    }
}
