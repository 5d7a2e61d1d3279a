package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Behaviour;
import dev.holdfast.sandbox.cloud.Report;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;
import java.util.Map;
import java.util.Optional;

/**
 * A scalable target of Application Auto Scaling: an ECS service, whose number of tasks it moves between its bounds when it
 * is registered or changed, as AWS does. No load is measured here, so that scaling policies change nothing.
 */
final class ScalableTarget implements Behaviour {
    static final String TYPE = "aws:appautoscaling/target:Target";

    private final Resources resources;
    private final Service services;

    ScalableTarget(Resources resources, Service services) {
        this.resources = resources;
        this.services = services;
    }

    @Override
    public Map<String, Object> create(Resource target, Report report) {
        int least = target.number("minCapacity", 0);
        int most = target.number("maxCapacity", 0);
        if (least > most) {
            throw refused("Maximum capacity cannot be less than minimum capacity");
        }
        var service = service(target)
                .orElseThrow(() -> refused("ECS service doesn't exist: "
                        + target.text("resourceId").orElse("")));
        int now = services.desired(service);
        int bounded = Math.max(least, Math.min(most, now));
        if (bounded != now) {
            report.info("sets the number of tasks of " + Service.name(service) + " to " + bounded);
            services.scale(service, bounded);
        }
        return Map.of();
    }

    @Override
    public Map<String, Object> update(Resource before, Resource after, Report report) {
        return create(after, report);
    }

    @Override
    public void delete(Resource target, Report report) {
        // The service keeps the tasks that it has.
    }

    @Override
    public String describe(Resource target) {
        return target.number("minCapacity", 0) + " to " + target.number("maxCapacity", 0)
                + " tasks; no load is measured here";
    }

    /** The service that {@code service/<cluster>/<service>} names. */
    private Optional<Resource> service(Resource target) {
        var parts = target.text("resourceId").orElse("").split("/", -1);
        return parts.length != 3
                ? Optional.empty()
                : resources
                        .beside(target, Service.TYPE)
                        .filter(one -> Service.name(one).equals(parts[2])
                                && one.text("cluster")
                                        .orElse("")
                                        .replaceFirst(".*cluster/", "")
                                        .equals(parts[1]))
                        .findFirst();
    }

    private static AwsException refused(String why) {
        return new AwsException("ValidationException", why);
    }
}
