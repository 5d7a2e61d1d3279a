package dev.holdfast.impact;

import java.util.List;

/**
 * By how much the monthly list price changes, in US dollars.
 *
 * @param before of the resources as they are
 * @param after of the resources as they would be
 * @param items what becomes cheaper or more expensive
 * @param unknown types of resources that change, have no price in the list, and are left out
 */
public record CostChange(double before, double after, List<Item> items, List<String> unknown) {
    public CostChange {
        items = List.copyOf(items);
        unknown = List.copyOf(unknown);
    }

    /** US dollars a month. */
    public double difference() {
        return after - before;
    }

    /** A part of the bill, before and after. */
    public record Item(String what, double before, double after) {}
}
