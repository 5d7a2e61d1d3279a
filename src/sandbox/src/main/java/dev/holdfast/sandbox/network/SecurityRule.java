package dev.holdfast.sandbox.network;

import dev.holdfast.sandbox.cloud.Resource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a rule of a security group lets through, for TCP.
 *
 * @param from the first port
 * @param to the last port
 * @param ranges the addresses of the other end
 * @param groups or the security groups of the other end
 * @param prefixLists or the prefix lists with its addresses
 */
record SecurityRule(int from, int to, List<Cidr> ranges, Set<String> groups, Set<String> prefixLists) {
    private static final int LAST_PORT = 65_535;
    private static final Set<String> ALL = Set.of("-1", "all");
    private static final Set<String> TCP = Set.of("tcp", "6");

    /** A rule that is a resource of its own; empty if it is not about TCP. */
    static Optional<SecurityRule> of(Resource rule) {
        return read(
                rule.text("ipProtocol").orElse(""),
                rule.outputs(),
                texts(rule.outputs(), "cidrIpv4"),
                texts(rule.outputs(), "referencedSecurityGroupId"),
                texts(rule.outputs(), "prefixListId"));
    }

    /** A rule that is declared within its group; empty if it is not about TCP. */
    static Optional<SecurityRule> within(String group, Map<String, Object> block) {
        var self = Boolean.TRUE.equals(block.get("self")) ? Stream.of(group) : Stream.<String>empty();
        return read(
                String.valueOf(block.get("protocol")),
                block,
                texts(block, "cidrBlocks"),
                Stream.concat(texts(block, "securityGroups"), self),
                texts(block, "prefixListIds"));
    }

    /** A rule for everything that these ranges and groups send or get. */
    static SecurityRule everything(List<Cidr> ranges, Set<String> groups) {
        return new SecurityRule(0, LAST_PORT, ranges, groups, Set.of());
    }

    private static Optional<SecurityRule> read(
            String protocol,
            Map<String, Object> ports,
            Stream<String> ranges,
            Stream<String> groups,
            Stream<String> prefixLists) {
        var all = ALL.contains(protocol.toLowerCase(Locale.ROOT));
        if (!all && !TCP.contains(protocol.toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        return Optional.of(new SecurityRule(
                all ? 0 : port(ports, "fromPort"),
                all ? LAST_PORT : port(ports, "toPort"),
                ranges.flatMap(text -> Cidr.of(text).stream()).toList(),
                groups.collect(Collectors.toSet()),
                prefixLists.collect(Collectors.toSet())));
    }

    /** Whether it is about this port. */
    boolean covers(int port) {
        return from <= port && port <= to;
    }

    private static int port(Map<String, Object> ports, String property) {
        return ports.get(property) instanceof Number number ? number.intValue() : -1;
    }

    private static Stream<String> texts(Map<String, Object> properties, String property) {
        var value = properties.get(property);
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf)
                : Stream.ofNullable(value).map(Object::toString);
    }
}
