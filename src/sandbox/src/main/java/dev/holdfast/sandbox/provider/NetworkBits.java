package dev.holdfast.sandbox.provider;

import java.util.regex.Pattern;

/**
 * The networks that a property may name, such as 10.0.0.0/16, by the lengths of their prefixes. As the provider does, it
 * refuses an address inside of a network, which EC2 would silently take for the network.
 *
 * @param from the shortest prefix, and so the largest network
 * @param to the longest prefix
 */
record NetworkBits(int from, int to) {
    private static final String BYTE = "(\\d|[1-9]\\d|1\\d\\d|2[0-4]\\d|25[0-5])";
    private static final Pattern CIDR =
            Pattern.compile(BYTE + "\\." + BYTE + "\\." + BYTE + "\\." + BYTE + "/(\\d|[12]\\d|3[0-2])");

    /** What is wrong with a value; empty if nothing is. */
    String problem(String cidr) {
        var parts = CIDR.matcher(cidr);
        if (!parts.matches()) {
            return "expected a network such as 10.0.0.0/16, got " + cidr;
        }
        int bits = Integer.parseInt(parts.group(5));
        if (bits < from || bits > to) {
            return "expected a network value with between " + from + " and " + to + " significant bits, got " + cidr;
        }
        long address = 0;
        for (int part = 1; part <= 4; part++) {
            address = address << 8 | Integer.parseInt(parts.group(part));
        }
        long first = address >> 32 - bits << 32 - bits;
        return first == address
                ? ""
                : "\"%s\" is not a valid IPv4 CIDR block; did you mean \"%d.%d.%d.%d/%d\"?"
                        .formatted(cidr, first >> 24, first >> 16 & 255, first >> 8 & 255, first & 255, bits);
    }
}
