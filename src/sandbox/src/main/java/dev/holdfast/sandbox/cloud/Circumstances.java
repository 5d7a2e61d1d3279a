package dev.holdfast.sandbox.cloud;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What AWS, or a person who asked AWS for it, has decided about this organization: quotas, and how far behind AWS is
 * with new accounts.
 *
 * @see <a href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html">Quotas and service
 *     limits for AWS Organizations</a>
 */
final class Circumstances {
    /** How many accounts there may be, the management account and closed ones included. */
    static final String ACCOUNTS = "accounts";

    /** How many accounts may be closed within 30 days; AWS allows a fifth of them, and at least this many. */
    static final String CLOSURES = "closures";

    /** What a new account still lacks: nothing, the role, or its activation. */
    static final String LAG = "lag";

    /** What begins with this is the sandbox's own, and no resource of AWS. */
    static final String OWN = "sandbox:";

    private static final String TYPE = OWN + "organizations/circumstances:Circumstances";
    private static final Map<String, Object> AT_FIRST = Map.of(ACCOUNTS, 10, CLOSURES, 250, LAG, "none");

    private final Resources resources;

    Circumstances(Resources resources) {
        this.resources = resources;
    }

    /** The names of the quotas. */
    static List<String> quotas() {
        return List.of(ACCOUNTS, CLOSURES);
    }

    /** A quota. */
    int quota(String name) {
        return ((Number) all().get(name)).intValue();
    }

    /** What a new account still lacks. */
    String lag() {
        return all().get(LAG).toString();
    }

    /** Decides something anew. */
    void set(String name, Object value) {
        var all = all();
        all.put(name, value);
        resources.put(new Resource(TYPE, Organizations.MANAGEMENT_ACCOUNT, Resource.GLOBAL, "all", Map.of(), all));
    }

    private Map<String, Object> all() {
        var all = new HashMap<>(AT_FIRST);
        resources.all(TYPE).forEach(one -> all.putAll(one.outputs()));
        return all;
    }
}
