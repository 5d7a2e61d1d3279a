package dev.holdfast.cost;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All resources of a bill, of which some say what another one costs. */
record Inventory(List<Declared> resources, PriceList prices) {
    Stream<Declared> all(String type) {
        return resources.stream().filter(resource -> resource.type().equals(type));
    }

    Optional<Declared> named(String type, String name) {
        return all(type).filter(resource -> resource.name().equals(name)).findFirst();
    }

    /** What something costs in a month that costs this in an hour. */
    double month(String hourly) {
        return prices.price(hourly).amount() * prices.hours();
    }
}
