package dev.holdfast.policy.rules.network;

import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.PolicyStack;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Value;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a security group lets through: a rule that is a resource of its own, or one in the group's arguments, which the
 * provider has in three spellings.
 *
 * @param declared the resource that says so
 * @param label how messages call it
 * @param incoming whether it is about what comes in
 * @param protocol {@code -1} is all of them
 * @param from the first port, or absent
 * @param to the last port, or absent
 * @param ranges addresses of the other side, by IPv4 and IPv6
 * @param lists prefix lists of the other side
 * @param groups security groups of the other side
 * @param groupsPath where in the resource these stand
 * @param self whether the other side may be the group itself
 * @param description what it is for
 */
public record Traffic(
        PolicyResource declared,
        String label,
        boolean incoming,
        Value protocol,
        Value from,
        Value to,
        List<Value> ranges,
        List<Value> lists,
        List<Value> groups,
        String groupsPath,
        boolean self,
        Value description) {
    static final String GROUP = "aws:ec2/securityGroup:SecurityGroup";
    static final String DEFAULT_GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
    static final String RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";
    static final String INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    static final String EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";

    private static final Set<String> ANYWHERE = Set.of("0.0.0.0/0", "::/0");

    /** The types that let something through. */
    static ResourceTypes types() {
        return ResourceTypes.of(GROUP, RULE, INGRESS, EGRESS);
    }

    /**
     * What a resource of these types lets through. A group whose rules are unknown as a whole has none in its arguments:
     * AWS tells them after the update. {@link SeparateRules} judges the arguments themselves.
     */
    static List<Traffic> of(PolicyResource resource) {
        return switch (resource.type()) {
            case INGRESS, EGRESS -> List.of(standalone(resource));
            case RULE ->
                List.of(inList(
                        resource,
                        "the rule",
                        resource.property("type").string().equals("ingress"),
                        resource.properties(),
                        "sourceSecurityGroupId",
                        "sourceSecurityGroupId"));
            case GROUP, DEFAULT_GROUP ->
                Stream.concat(inGroup(resource, "ingress"), inGroup(resource, "egress"))
                        .toList();
            default -> List.of();
        };
    }

    /**
     * What a group lets in, in its arguments and by the rules of the stack that belong to it.
     *
     * @throws dev.holdfast.policy.NotEvaluatedException when it comes to a rule of which that cannot be told
     */
    public static Stream<Traffic> in(PolicyStack stack, PolicyResource group) {
        return of(stack, group, INGRESS, "ingress");
    }

    /** What a group lets out, likewise. */
    public static Stream<Traffic> out(PolicyStack stack, PolicyResource group) {
        return of(stack, group, EGRESS, "egress");
    }

    private static Stream<Traffic> of(PolicyStack stack, PolicyResource group, String rules, String direction) {
        var inside = group.gives(direction)
                ? group.property(direction).elements().stream()
                        .map(rule -> inGroup(group, rule, direction.equals("ingress")))
                : Stream.<Traffic>empty();
        var beside = Stream.of(rules, RULE)
                .flatMap(type -> stack.referring(type, "securityGroupId", group).stream())
                .flatMap(rule -> of(rule).stream())
                .filter(traffic -> traffic.incoming() == direction.equals("ingress"));
        return Stream.concat(inside, beside);
    }

    private static Traffic standalone(PolicyResource rule) {
        return new Traffic(
                rule,
                "the rule",
                rule.type().equals(INGRESS),
                rule.property("ipProtocol"),
                rule.property("fromPort"),
                rule.property("toPort"),
                present(rule.property("cidrIpv4"), rule.property("cidrIpv6")),
                present(rule.property("prefixListId")),
                present(rule.property("referencedSecurityGroupId")),
                "referencedSecurityGroupId",
                false,
                rule.property("description"));
    }

    private static Stream<Traffic> inGroup(PolicyResource group, String direction) {
        var rules = group.property(direction);
        return rules.isUnknown()
                ? Stream.empty()
                : rules.elements().stream().map(rule -> inGroup(group, rule, direction.equals("ingress")));
    }

    private static Traffic inGroup(PolicyResource group, Value rule, boolean incoming) {
        return inList(group, rule.path(), incoming, rule, "securityGroups", rule.path() + ".securityGroups");
    }

    private static Traffic inList(
            PolicyResource declared, String label, boolean incoming, Value rule, String groups, String groupsPath) {
        return new Traffic(
                declared,
                label,
                incoming,
                rule.get("protocol"),
                rule.get("fromPort"),
                rule.get("toPort"),
                Stream.concat(
                                rule.get("cidrBlocks").elements().stream(),
                                rule.get("ipv6CidrBlocks").elements().stream())
                        .toList(),
                rule.get("prefixListIds").leaves().toList(),
                rule.get(groups).leaves().toList(),
                groupsPath,
                rule.get("self").isTrue(),
                rule.get("description"));
    }

    private static List<Value> present(Value... values) {
        return Stream.of(values).filter(Value::isPresent).toList();
    }

    /** Whether the other side may be anywhere on the internet. */
    boolean isAnywhere() {
        return ranges.stream().anyMatch(range -> ANYWHERE.contains(range.string()));
    }

    /** Whether it is about all protocols, and so about all ports. */
    public boolean isEveryProtocol() {
        return Set.of("-1", "all").contains(protocol.string("-1"));
    }

    /** Whether a port of TCP is among those that it lets through. */
    boolean includes(int port) {
        return isEveryProtocol()
                || Set.of("tcp", "6").contains(protocol.string())
                        && from.integer(0) <= port
                        && port <= to.integer(65_535);
    }

    /** Whether it is about one port of TCP only. */
    boolean isOnly(int port) {
        return !isEveryProtocol() && includes(port) && from.integer(0) == to.integer(65_535);
    }
}
