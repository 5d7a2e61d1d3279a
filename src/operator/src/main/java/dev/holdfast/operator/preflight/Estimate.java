package dev.holdfast.operator.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.holdfast.operator.Screen;
import dev.holdfast.workload.Profile;
import dev.holdfast.workload.stateless.Network.NatGateways;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a stack costs a month at list prices, and how long its first update takes. The numbers and their sources are in
 * {@code prices.yaml}.
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

    static Estimate of(Profile profile) {
        var prices = PRICES.path("environment");
        double hours = amount(prices, "hoursOfAMonth");
        var lines = new ArrayList<Line>();
        int gateways = switch (profile.natGateways()) {
            case NONE -> 0;
            case SINGLE -> 1;
            case ONE_PER_AZ -> profile.zones();
        };
        if (profile.natGateways() != NatGateways.NONE) {
            lines.add(line("NAT gateways: " + gateways, gateways * hours * price("natGatewayHour")));
        }
        lines.add(line("Load balancer", hours * price("loadBalancerHour")));
        double tasks = 0;
        for (var one : profile.tasks().values()) {
            tasks += one.count()
                    * (one.size().cpu() / 1024.0 * price("fargateVcpuHour")
                            + one.size().memory() / 1024.0 * price("fargateGbHour"));
        }
        lines.add(line("Tasks on Fargate", tasks * hours));
        var database = profile.database();
        int instances = database.multiAz() ? 2 : 1;
        var instanceClass = prices.path("databaseHour").path(database.instanceClass());
        // A class that is not in the list costs something all the same.
        lines.add(
                instanceClass.isMissingNode()
                        ? new Line("Database: the price of " + database.instanceClass() + " is not known here", 0, 0)
                        : line(
                                "Database " + database.instanceClass() + (database.multiAz() ? ", two of them" : ""),
                                instances * hours * instanceClass.asDouble()));
        lines.add(line(
                "Storage of the database: " + database.storageGb() + " GB",
                instances * database.storageGb() * price("databaseGbMonth")));
        lines.add(line("Key", price("keyMonth")));
        return new Estimate(lines, prices.path("time").asText());
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
        screen.line(screen.faint("  List prices of eu-central-1 in US dollars; docs/costs.md says more."));
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

    private static Line line(String what, double dollars) {
        return new Line(what, dollars, dollars);
    }

    private static double price(String name) {
        return amount(PRICES.path("environment").path(name), "price");
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
