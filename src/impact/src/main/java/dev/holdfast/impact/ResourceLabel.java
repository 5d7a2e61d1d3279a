package dev.holdfast.impact;

/**
 * How the report calls a resource: short enough for a table, and the same in every form.
 *
 * @param name its name in the program; the whole URN where that is none
 * @param type such as {@code rds.Instance} for {@code aws:rds/instance:Instance}
 * @param component the type of the component that it is in, such as {@code workload.Database}; empty outside of any
 */
record ResourceLabel(String name, String type, String component) {
    private static final String URN = "urn:pulumi:";

    /** Of {@code urn:pulumi:<stack>::<project>::<types, the parents' first>::<name>}. */
    static ResourceLabel of(String urn) {
        var parts = urn.startsWith(URN) ? urn.substring(URN.length()).split("::", 4) : new String[0];
        if (parts.length < 4) {
            return new ResourceLabel(urn, "", "");
        }
        var types = parts[2].split("\\$");
        var parent = types.length > 1 ? types[types.length - 2] : "";
        return new ResourceLabel(parts[3], shortType(types[types.length - 1]), shortType(parent));
    }

    /** A type's module and name, without its package. */
    static String shortType(String token) {
        var parts = token.split(":");
        if (parts.length < 3) {
            return token;
        }
        var module = parts[1].split("/")[0];
        return module.isEmpty() || "index".equals(module) ? parts[2] : module + "." + parts[2];
    }
}
