package dev.holdfast.sandbox.network;

import dev.holdfast.sandbox.cloud.Resource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The security groups of a VPC. A group lets through what one of its rules allows, and nothing else; Pulumi's provider
 * takes away the rule for everything that leaves, which AWS gives to each new group.
 */
record SecurityGroups(Vpc vpc) {
    static final String TYPE = "aws:ec2/securityGroup:SecurityGroup";

    /** The way that a connection takes through a group. */
    enum Direction {
        INGRESS("ingress", "from", "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"),
        EGRESS("egress", "to", "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule");

        private final String name;
        private final String preposition;
        final String type;

        Direction(String name, String preposition, String type) {
            this.name = name;
            this.preposition = preposition;
            this.type = type;
        }
    }

    /** The groups of an interface. */
    List<String> of(NetworkInterface one) {
        return orDefault(one.securityGroups());
    }

    /** The groups of an interface endpoint. */
    List<String> of(Resource endpoint) {
        return orDefault(endpoint.texts("securityGroupIds"));
    }

    /** Which rule is missing, if none of the groups has one that lets a connection through. */
    Optional<String> missing(Direction direction, List<String> groups, int port, OtherEnd other) {
        var allowed = groups.stream()
                .flatMap(group -> rules(direction, group))
                .anyMatch(rule -> rule.covers(port) && other.isMeant().test(rule));
        if (allowed) {
            return Optional.empty();
        }
        var rule = direction.name + " rule for port " + port + " " + direction.preposition + " " + other.name();
        return Optional.of(
                groups.isEmpty()
                        ? "there is no security group with an " + rule
                        : noun(groups) + " " + labels(groups) + (groups.size() == 1 ? " has no " : " have no ") + rule);
    }

    /** For example {@code sg-1 (holdfast-dev-web) and sg-2 (holdfast-dev-api)}. */
    String labels(List<String> groups) {
        return groups.stream().map(group -> vpc.label(TYPE, group)).collect(Collectors.joining(" and "));
    }

    /** For example {@code security group sg-1 holdfast-dev-web}. */
    String titles(List<String> groups) {
        return noun(groups) + " "
                + groups.stream()
                        .map(group -> vpc.find(TYPE, group)
                                .flatMap(Vpc::name)
                                .map(name -> group + " " + name)
                                .orElse(group))
                        .collect(Collectors.joining(", "));
    }

    private static String noun(List<String> groups) {
        return groups.size() == 1 ? "security group" : "security groups";
    }

    private Stream<SecurityRule> rules(Direction direction, String group) {
        var own = vpc.all(direction.type)
                .filter(rule ->
                        rule.text("securityGroupId").filter(group::equals).isPresent())
                .flatMap(rule -> SecurityRule.of(rule).stream());
        var within = vpc.find(TYPE, group).map(one -> one.objects(direction.name)).stream()
                .flatMap(List::stream)
                .flatMap(block -> SecurityRule.within(group, block).stream());
        return Stream.of(own, within, ofDefault(direction, group)).flatMap(rules -> rules);
    }

    /** AWS makes the default group with its VPC: its members reach each other and everything else. */
    private Stream<SecurityRule> ofDefault(Direction direction, String group) {
        if (byDefault().filter(group::equals).isEmpty()) {
            return Stream.empty();
        }
        return Stream.of(
                direction == Direction.INGRESS
                        ? SecurityRule.everything(List.of(), Set.of(group))
                        : SecurityRule.everything(Cidr.of("0.0.0.0/0").stream().toList(), Set.of()));
    }

    /** AWS puts what is declared without groups into its VPC's default one. */
    private List<String> orDefault(List<String> declared) {
        return declared.isEmpty() ? byDefault().stream().toList() : declared;
    }

    private Optional<String> byDefault() {
        return vpc.resource().text("defaultSecurityGroupId");
    }
}
