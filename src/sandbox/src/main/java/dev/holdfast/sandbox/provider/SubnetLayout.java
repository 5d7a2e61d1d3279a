package dev.holdfast.sandbox.provider;

import dev.holdfast.sandbox.cloud.AwsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How awsx lays out the subnets of a VPC with its strategy {@code Auto}: each zone gets an equal part of the range, and in
 * it each specification, in their order, the next free block of its size. Taken from the plugin's source, version 2.22.0.
 */
final class SubnetLayout {
    /** AWS's smallest subnet is /28; awsx wants room for the default ones. */
    private static final int SMALLEST_DEFAULT_ZONE = 26;

    /**
     * What is asked for in every zone.
     *
     * @param mask the length of its prefix, 0 for an equal share
     */
    record Spec(String type, String name, int mask, Map<String, Object> tags) {}

    /** A subnet of the layout. */
    record Subnet(String name, String zone, String range, Spec spec) {
        boolean is(String type) {
            return spec.type().equalsIgnoreCase(type);
        }
    }

    private record Block(long first, int mask) {
        long size() {
            return 1L << (32 - mask);
        }

        Block next() {
            return new Block(first + size(), mask);
        }

        /** The first block of another size that begins after this one's end. */
        Block next(int otherMask) {
            var size = 1L << (32 - otherMask);
            var last = first + size() - 1;
            return new Block(last / size * size, otherMask).next();
        }

        @Override
        public String toString() {
            return "%d.%d.%d.%d/%d"
                    .formatted(first >> 24 & 255, first >> 16 & 255, first >> 8 & 255, first & 255, mask);
        }
    }

    private SubnetLayout() {}

    /**
     * Lays out subnets.
     *
     * @param specs empty for the default: a private and a public one
     * @throws AwsException if they do not fit
     */
    static List<Subnet> of(String vpc, String range, List<String> zones, List<Spec> specs) {
        var whole = block(range);
        var zoneMask = whole.mask() + bits(zones.size());
        var wanted = specs.isEmpty() ? byDefault(zoneMask) : specs;
        var shareMask = zoneMask + bits(wanted.size());
        var needed = wanted.stream()
                .mapToLong(spec -> 1L << (32 - mask(spec, shareMask)))
                .sum();
        var zone = new Block(whole.first(), zoneMask);
        if (needed > zone.size()) {
            throw new AwsException(
                    "InvalidSubnetSpecs",
                    "Subnets are too large for VPC. VPC has " + zone.size()
                            + " addresses per zone, but subnets require " + needed + " addresses.");
        }
        var subnets = new ArrayList<Subnet>();
        for (int i = 0; i < zones.size(); i++) {
            Block block = null;
            for (var spec : wanted) {
                var mask = mask(spec, shareMask);
                block = block == null ? new Block(zone.first(), mask) : block.next(mask);
                var name = spec.name().isEmpty() ? spec.type().toLowerCase(java.util.Locale.ROOT) : spec.name();
                subnets.add(new Subnet(vpc + "-" + name + "-" + (i + 1), zones.get(i), block.toString(), spec));
            }
            zone = zone.next();
        }
        return subnets;
    }

    private static List<Spec> byDefault(int zoneMask) {
        if (zoneMask > SMALLEST_DEFAULT_ZONE) {
            throw new AwsException(
                    "InvalidSubnetSpecs",
                    "Automatic subnet creation requires a VPC with at least /26 available per AZ, but only /" + zoneMask
                            + " is available. If you do need very small subnets, please specify them explicitly.");
        }
        var mask = Math.max(zoneMask, 16);
        return List.of(new Spec("Private", "", mask + 1, Map.of()), new Spec("Public", "", mask + 2, Map.of()));
    }

    private static int mask(Spec spec, int share) {
        return spec.mask() == 0 ? share : spec.mask();
    }

    /** How many bits number this many things. */
    private static int bits(int count) {
        return count <= 1 ? 0 : 32 - Integer.numberOfLeadingZeros(count - 1);
    }

    private static Block block(String range) {
        if (!range.matches("\\d{1,3}(\\.\\d{1,3}){3}/\\d{1,2}")) {
            throw new AwsException("InvalidVpc.Range", "'" + range + "' is no range like 10.0.0.0/16");
        }
        var slash = range.indexOf('/');
        long first = 0;
        for (var part : range.substring(0, slash).split("\\.")) {
            first = first << 8 | Integer.parseInt(part);
        }
        var mask = Integer.parseInt(range.substring(slash + 1));
        return new Block(first & -1L << (32 - mask), mask);
    }
}
