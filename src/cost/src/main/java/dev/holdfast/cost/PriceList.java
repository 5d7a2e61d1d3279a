package dev.holdfast.cost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.TreeMap;

/** AWS's list prices in US dollars, from {@code prices.yaml}, each with its source. */
public final class PriceList {
    private final JsonNode list;

    /**
     * A price.
     *
     * @param amount US dollars
     * @param unit what one pays it for
     * @param source where AWS publishes it
     */
    public record Price(double amount, String unit, String source) {}

    private PriceList(JsonNode list) {
        this.list = list;
    }

    /** The prices of the region and the month that the file names. */
    public static PriceList read() {
        try (var file = PriceList.class.getResourceAsStream("/dev/holdfast/cost/prices.yaml")) {
            return new PriceList(new YAMLMapper().readTree(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the price list", e);
        }
    }

    /** The region whose prices they are. */
    public String region() {
        return list.path("region").asText();
    }

    /** When they were looked up: year and month. */
    public String date() {
        return list.path("date").asText();
    }

    /** How long the first update of an environment takes. */
    public String firstUpdate() {
        return list.path("firstUpdate").asText();
    }

    /** How many hours AWS's own calculator gives a month. */
    public double hours() {
        return list.path("hoursOfAMonth").asDouble();
    }

    /** All prices, by their names. */
    public TreeMap<String, Price> all() {
        var all = new TreeMap<String, Price>();
        list.path("prices").fieldNames().forEachRemaining(name -> all.put(name, price(name)));
        return all;
    }

    /**
     * The price of a name.
     *
     * @throws IllegalArgumentException if the list has none: what is not found would be free
     */
    public Price price(String name) {
        var price = list.path("prices").path(name);
        if (!price.path("price").isNumber()) {
            throw new IllegalArgumentException("the price list has no price '" + name + "'; add it to prices.yaml");
        }
        return new Price(
                price.path("price").asDouble(),
                price.path("unit").asText(),
                price.path("source").asText());
    }

    /** The price of an hour of a size of machine, where the list has that size. */
    public Optional<Double> hourOf(String kind, String size) {
        var price = list.path(kind).path(size);
        return price.isNumber() ? Optional.of(price.asDouble()) : Optional.empty();
    }

    /** Whether a type of resource costs nothing by being there; what goes through it may. */
    boolean free(String type) {
        for (var prefix : list.path("free")) {
            if (type.startsWith(prefix.asText())) {
                return true;
            }
        }
        return false;
    }
}
