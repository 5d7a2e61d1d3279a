package dev.holdfast.policy.rules.graph;

/** What a range of addresses is. */
final class Cidr {
    private Cidr() {}

    /** Whether it holds addresses of the internet: all but 10/8, 172.16/12, 192.168/16, 100.64/10, fc00::/7 and fe80::/10. */
    static boolean isPublic(String range) {
        var parts = range.split("/");
        int length = parts.length > 1 ? Integer.parseInt(parts[1]) : parts[0].contains(":") ? 128 : 32;
        if (parts[0].contains(":")) {
            var first = parts[0].startsWith(":") ? 0 : Integer.parseInt(parts[0].split(":")[0], 16);
            return !(length >= 7 && (first & 0xfe00) == 0xfc00 || length >= 10 && (first & 0xffc0) == 0xfe80);
        }
        var bytes = parts[0].split("\\.");
        int first = Integer.parseInt(bytes[0]);
        int second = Integer.parseInt(bytes[1]);
        return !(first == 10 && length >= 8
                || first == 172 && (second & 0xf0) == 16 && length >= 12
                || first == 192 && second == 168 && length >= 16
                || first == 100 && (second & 0xc0) == 64 && length >= 10);
    }
}
