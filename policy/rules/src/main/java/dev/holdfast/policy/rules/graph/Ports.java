package dev.holdfast.policy.rules.graph;

import dev.holdfast.policy.rules.network.Traffic;

/**
 * A range of ports.
 *
 * @param from the first
 * @param to the last
 */
public record Ports(int from, int to) {
    /** All of them. */
    public static final Ports ALL = new Ports(0, 65_535);

    /** Just one. */
    public static Ports of(int port) {
        return new Ports(port, port);
    }

    /** Those of a rule of a security group, whose protocol {@code -1} means every port. */
    static Ports of(Traffic traffic) {
        return traffic.isEveryProtocol() || traffic.from().isAbsent()
                ? ALL
                : new Ports(traffic.from().integer(), traffic.to().integer());
    }

    /** Whether they have one in common. */
    public boolean overlaps(Ports other) {
        return from <= other.to && other.from <= to;
    }

    @Override
    public String toString() {
        return equals(ALL) ? "any port" : from == to ? String.valueOf(from) : from + "-" + to;
    }
}
