package dev.holdfast.operator.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.holdfast.cost.Bill;
import dev.holdfast.cost.Declared;
import dev.holdfast.cost.PriceList;
import dev.holdfast.operator.Screen;
import dev.holdfast.workload.Profile;
import dev.holdfast.workload.stateful.DatabaseProfile;
import dev.holdfast.workload.stateless.CpuArchitecture;
import dev.holdfast.workload.stateless.Spot;
import dev.holdfast.workload.stateless.TaskProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a stack costs a month at list prices, and how long its first update takes. The numbers and their sources are in
 * {@code prices.yaml}: the landing zone's here, those of an environment's resources in {@code src/cost}.
 *
 * @param lines what costs
 * @param time how long
 */
record Estimate(List<Line> lines, String time) {
    private static final JsonNode PRICES = prices();

    /**
     * A part of the bill.
     *
     * @param what is paid for
     * @param least US dollars a month
     * @param most the same for a busy one
     */
    record Line(String what, double least, double most) {}

    Estimate {
        lines = List.copyOf(lines);
    }

    /** @param configuration the values of the organization's own keys */
    static Estimate ofOrganization(Function<String, Optional<String>> configuration) {
        var organization = PRICES.path("organization");
        var lines = new ArrayList<Line>();
        for (var line : organization.path("lines")) {
            var on = !line.has("switch")
                    || configuration
                            .apply(line.path("switch").asText())
                            .map(Boolean::parseBoolean)
                            .orElse(line.path("default").asBoolean());
            if (on) {
                lines.add(new Line(line.path("what").asText(), amount(line, "least"), amount(line, "most")));
            }
        }
        return new Estimate(lines, organization.path("time").asText());
    }

    /** What an environment of this profile costs by being there: the parts that make most of docs/cost.md. */
    static Estimate of(Profile profile) {
        var prices = PriceList.read();
        var unknown = new ArrayList<Line>();
        var resources = new ArrayList<Declared>();
        resources.add(vpc(profile));
        resources.add(
                new Declared("aws:lb/loadBalancer:LoadBalancer", "load-balancer", Map.of("subnets", zones(profile))));
        profile.tasks().forEach((name, tasks) -> {
            resources.add(task(name, tasks));
            resources.add(service(name, tasks, profile.services().spot()));
        });
        var size = profile.database().instanceClass();
        if (prices.hourOf("databaseHour", size).isPresent()) {
            resources.add(database(profile.database()));
        } else {
            // A class that is not in the list costs something all the same.
            unknown.add(new Line("Database: the price of " + size + " is not known here", 0, 0));
        }
        resources.add(new Declared("aws:kms/key:Key", "key", Map.of()));
        var lines = Bill.of(resources, prices).summed().items().stream()
                .map(item -> new Line(item.what(), item.amount(), item.amount()));
        return new Estimate(Stream.concat(lines, unknown.stream()).toList(), prices.firstUpdate());
    }

    private static Declared vpc(Profile profile) {
        var strategy = switch (profile.network().natGateways()) {
            case NONE -> "None";
            case SINGLE -> "Single";
            case ONE_PER_AZ -> "OnePerAz";
        };
        return new Declared(
                "awsx:ec2:Vpc",
                "network",
                Map.of("natGateways", Map.of("strategy", strategy), "availabilityZoneNames", zones(profile)));
    }

    private static Declared task(String service, TaskProfile tasks) {
        return new Declared(
                "aws:ecs/taskDefinition:TaskDefinition",
                service,
                Map.of(
                        "cpu",
                        tasks.size().cpu(),
                        "memory",
                        tasks.size().memory(),
                        "runtimePlatform",
                        Map.of("cpuArchitecture", CpuArchitecture.OF_TASKS)));
    }

    private static Declared service(String name, TaskProfile tasks, Spot spot) {
        var provider = spot == Spot.ALL ? "FARGATE_SPOT" : "FARGATE";
        return new Declared(
                "aws:ecs/service:Service",
                name,
                Map.of(
                        "desiredCount",
                        tasks.count(),
                        "capacityProviderStrategies",
                        List.of(Map.of("capacityProvider", provider, "weight", 1))));
    }

    private static Declared database(DatabaseProfile database) {
        return new Declared(
                "aws:rds/instance:Instance",
                "database",
                Map.of(
                        "instanceClass",
                        database.instanceClass(),
                        "multiAz",
                        database.multiAz(),
                        "allocatedStorage",
                        database.storageGb(),
                        "manageMasterUserPassword",
                        true));
    }

    /** One for each zone, whatever its name: only their number has a price. */
    private static List<String> zones(Profile profile) {
        return IntStream.range(0, profile.zones())
                .mapToObj(zone -> "zone-" + zone)
                .toList();
    }

    double least() {
        return lines.stream().mapToDouble(Line::least).sum();
    }

    double most() {
        return lines.stream().mapToDouble(Line::most).sum();
    }

    void show(Screen screen) {
        screen.line(screen.bold("What it costs and takes"));
        int width = Math.min(72, screen.columns() - 20);
        for (var line : lines) {
            row(screen, width, line.what(), line.least(), line.most());
        }
        row(screen, width, screen.bold("a month, without traffic"), least(), most());
        screen.rows("First update: " + time, screen.columns() - 4).forEach(row -> screen.line("  " + row));
        screen.line(screen.faint("  List prices of eu-central-1 in US dollars; docs/cost.md says more."));
    }

    private static void row(Screen screen, int width, String what, double least, double most) {
        var rows = screen.rows(what, width);
        for (int i = 0; i < rows.size() - 1; i++) {
            screen.line("  " + rows.get(i));
        }
        var last = rows.get(rows.size() - 1);
        var shown = last.replaceAll("\033\\[\\d+m", "").length();
        screen.line("  " + last + " ".repeat(Math.max(1, width - shown)) + dollars(least, most));
    }

    private static String dollars(double least, double most) {
        var low = Math.round(least);
        var high = Math.round(most);
        return String.format(Locale.ROOT, "%12s", low == high ? "$" + low : "$" + low + " to $" + high);
    }

    JsonNode json(ObjectMapper mapper) {
        var estimate = mapper.createObjectNode()
                .put("currency", "USD")
                .put("leastAMonth", Math.round(least()))
                .put("mostAMonth", Math.round(most()))
                .put("time", time);
        var all = estimate.putArray("lines");
        lines.forEach(line -> all.addObject()
                .put("what", line.what())
                .put("least", line.least())
                .put("most", line.most()));
        return estimate;
    }

    /** A number that must be there: a price that is not found would be free. */
    private static double amount(JsonNode node, String key) {
        if (!node.path(key).isNumber()) {
            throw new IllegalStateException("prices.yaml has no number " + key);
        }
        return node.path(key).asDouble();
    }

    private static JsonNode prices() {
        try (var file = Estimate.class.getResourceAsStream("/prices.yaml")) {
            return new YAMLMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
