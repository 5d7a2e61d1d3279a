package dev.holdfast.conventions;

import java.util.Map;

/** The tags of every resource. They do not change between updates: a tag that did would change every resource. */
public final class Tags {
    private Tags() {}

    /** The tags of what belongs to an environment's workload. */
    public static Map<String, String> workload(Environment environment) {
        return Map.of("project", "holdfast", "environment", environment.name());
    }

    /** The tags of what belongs to the whole organization. */
    public static Map<String, String> organization() {
        return Map.of("project", "holdfast-organization", "environment", "management");
    }
}
