package dev.holdfast.conventions;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The tags of every resource. They do not change between updates: a tag that did would change every resource. What differs
 * from one deployment to the next is in the record of the deployment instead.
 */
public final class Tags {
    /** Whether a resource holds state: {@code true} or {@code false}. */
    public static final String STATEFUL = "stateful";

    /** Until when a review stack is wanted: a date such as 2026-12-31, after which it may be destroyed. */
    public static final String EXPIRES = "expires";

    private static final String PROJECT = "project";
    private static final String ENVIRONMENT = "environment";
    private static final String OWNER = "owner";
    private static final String COST_CENTRE = "cost-centre";
    private static final String REPOSITORY = "repository";

    private Tags() {}

    /** Every key, as it is written. */
    public static Set<String> keys() {
        return Set.of(PROJECT, ENVIRONMENT, STATEFUL, OWNER, COST_CENTRE, REPOSITORY, EXPIRES);
    }

    /**
     * The tags of what belongs to an environment's workload and holds no state. What does is tagged {@link #held()}
     * besides, which goes before these.
     *
     * @param expires of a review stack
     */
    public static Map<String, String> workload(
            Environment environment, Ownership ownership, Optional<LocalDate> expires) {
        var tags = new TreeMap<String, String>();
        tags.put(PROJECT, "holdfast");
        tags.put(ENVIRONMENT, environment.name());
        tags.put(STATEFUL, "false");
        tags.put(OWNER, ownership.owner());
        tags.put(COST_CENTRE, ownership.costCentre());
        ownership.repository().ifPresent(repository -> tags.put(REPOSITORY, repository));
        expires.ifPresent(date -> tags.put(EXPIRES, date.toString()));
        return tags;
    }

    /** The tags of what holds state, which go before those that its provider gives to everything. */
    public static Map<String, String> held() {
        return Map.of(STATEFUL, "true");
    }

    /** The tags of what belongs to the whole organization. */
    public static Map<String, String> organization() {
        return Map.of(PROJECT, "holdfast-organization", ENVIRONMENT, "management");
    }
}
