package dev.holdfast.workload;

import dev.holdfast.conventions.AddressPlan;
import dev.holdfast.conventions.Configuration;
import dev.holdfast.conventions.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A range of addresses, and which of them an environment may have for its VPC: 65536 for each, by default those of the
 * address plan, and never another's.
 *
 * @param address the address that it is written with, as a number
 * @param bits the length of the prefix that all its addresses share
 */
record AddressRange(long address, int bits) {
    private static final Pattern CIDR = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");
    private static final String EXAMPLE = "10.200.0.0/16";
    private static final String ALLOWED = "10.<0 to 255>.0.0/16, such as " + EXAMPLE;
    private static final int VPC_BITS = 16;
    private static final AddressRange PRIVATE = of("10.0.0.0/8").orElseThrow();

    /** The range that a key names, or else the one that the plan gives the environment; what is wrong with it is noted in {@code keys}. */
    static String read(Configuration keys, String key, Environment environment) {
        var cidr = keys.text(key).orElseGet(() -> AddressPlan.range(environment));
        problems(cidr, environment).forEach(problem -> keys.problem(key, "is '" + cidr + "', " + problem));
        return cidr;
    }

    /** The range that a text means, if it means one. */
    static Optional<AddressRange> of(String cidr) {
        var parts = CIDR.matcher(cidr);
        if (!parts.matches()) {
            return Optional.empty();
        }
        long address = 0;
        for (int part = 1; part <= 4; part++) {
            int number = Integer.parseInt(parts.group(part));
            if (number > 255) {
                return Optional.empty();
            }
            address = address << 8 | number;
        }
        int bits = Integer.parseInt(parts.group(5));
        return bits > 32 ? Optional.empty() : Optional.of(new AddressRange(address, bits));
    }

    private static List<String> problems(String cidr, Environment environment) {
        var parsed = of(cidr);
        if (parsed.isEmpty()) {
            return List.of("which is no range of addresses; allowed is " + ALLOWED);
        }
        var range = parsed.get();
        var problems = new ArrayList<String>();
        if (range.bits() != VPC_BITS) {
            problems.add("which is too " + (range.bits() > VPC_BITS ? "small" : "large") + " with " + range.size()
                    + " addresses; allowed is /" + VPC_BITS + ", which has 65536");
        }
        if (range.first() != range.address()) {
            problems.add("which is not the address of a network; the one that it lies in is " + range.network());
        }
        if (!PRIVATE.overlaps(range)) {
            problems.add("which is outside of 10.0.0.0/8; allowed is " + ALLOWED);
        }
        var own = AddressPlan.block(environment);
        AddressPlan.blocks().stream()
                .filter(block -> block.taken() && !block.equals(own))
                .filter(block -> block.overlaps(range.first(), range.first() + range.size() - 1))
                .forEach(block -> problems.add("which overlaps " + block.ranges() + ", the range of " + block.owner()
                        + "; take another, such as " + EXAMPLE));
        return problems;
    }

    private long size() {
        return 1L << 32 - bits;
    }

    private long first() {
        return address / size() * size();
    }

    private String network() {
        var first = first();
        return (first >> 24) + "." + (first >> 16 & 255) + "." + (first >> 8 & 255) + "." + (first & 255) + "/" + bits;
    }

    private boolean overlaps(AddressRange other) {
        return first() < other.first() + other.size() && other.first() < first() + size();
    }
}
