package dev.holdfast.cost;

import dev.holdfast.cost.Bill.Item;
import java.util.Map;
import java.util.stream.Stream;

/** What the tasks of services cost on Fargate. */
final class Tasks {
    private static final double CPU_UNITS = 1024;
    private static final double MIB = 1024;

    private Tasks() {}

    /** The tasks with which a service begins: what autoscaling adds is paid while it is there. */
    static Stream<Item> of(Declared service, Inventory inventory) {
        // A service and its task definition have one name: the ARN that joins them is not known before an update.
        var task = inventory
                .named("aws:ecs/taskDefinition:TaskDefinition", service.name())
                .orElseThrow(() -> new IllegalArgumentException(
                        "service " + service.name() + " has no task definition of its name, so it has no price"));
        var arm = task.inputs().get("runtimePlatform") instanceof Map<?, ?> platform
                && "ARM64".equals(platform.get("cpuArchitecture"));
        double onDemand =
                size(task, "cpu") / CPU_UNITS * inventory.month(arm ? "fargateArmVcpuHour" : "fargateVcpuHour")
                        + size(task, "memory") / MIB * inventory.month(arm ? "fargateArmGbHour" : "fargateGbHour");
        double count = service.number("desiredCount", 1);
        double spot = onSpot(service, count);
        double spotShare = inventory.prices().price("fargateSpotShare").amount();
        var items = Stream.<Item>builder();
        if (count > spot) {
            items.add(new Item("Tasks on Fargate", (count - spot) * onDemand, true));
        }
        if (spot > 0) {
            items.add(new Item("Tasks on Fargate Spot", spot * onDemand * spotShare, true));
        }
        return items.build();
    }

    /** How many of the tasks are on Spot: first each provider's base, the others by weight. */
    private static double onSpot(Declared service, double count) {
        double bases = 0;
        double spotBase = 0;
        double weights = 0;
        double spotWeight = 0;
        for (var provider : service.objects("capacityProviderStrategies")) {
            var spot = "FARGATE_SPOT".equals(provider.get("capacityProvider"));
            double base = provider.get("base") instanceof Number number ? number.doubleValue() : 0;
            double weight = provider.get("weight") instanceof Number number ? number.doubleValue() : 0;
            bases += base;
            weights += weight;
            spotBase += spot ? base : 0;
            spotWeight += spot ? weight : 0;
        }
        double others = Math.max(0, count - bases);
        return Math.min(count, spotBase) + (weights == 0 ? 0 : others * spotWeight / weights);
    }

    private static double size(Declared task, String property) {
        return Double.parseDouble(task.text(property)
                .orElseThrow(() -> new IllegalArgumentException(
                        "task definition " + task.name() + " has no " + property + ", so it has no price")));
    }
}
