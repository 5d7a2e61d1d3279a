package dev.holdfast.impact.security;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.impact.SecurityChange.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Who may connect to whom: rules of security groups, on their own and within a group. */
final class SecurityGroupRules implements FactInspection {
    private static final Set<String> EVERYBODY = Set.of("0.0.0.0/0", "::/0");

    @Override
    public Set<Fact> facts(Compared resource, JsonNode inputs, Referents referents) {
        var facts = new LinkedHashSet<Fact>();
        switch (resource.type()) {
            case "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule" ->
                rule(true, referents.name(inputs, "securityGroupId"), inputs, referents, facts);
            case "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule" ->
                rule(false, referents.name(inputs, "securityGroupId"), inputs, referents, facts);
            case "aws:ec2/securityGroupRule:SecurityGroupRule" ->
                rule(
                        inputs.path("type").asText().equals("ingress"),
                        referents.name(inputs, "securityGroupId"),
                        inputs,
                        referents,
                        facts);
            case "aws:ec2/securityGroup:SecurityGroup", "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup" -> {
                inputs.path("ingress").forEach(rule -> rule(true, resource.name(), rule, referents, facts));
                inputs.path("egress").forEach(rule -> rule(false, resource.name(), rule, referents, facts));
            }
            default -> {
                // Not about connections.
            }
        }
        return facts;
    }

    private static void rule(boolean inward, String group, JsonNode rule, Referents referents, Set<Fact> facts) {
        for (var other : others(rule, group, referents)) {
            boolean everybody = EVERYBODY.contains(other);
            var name = everybody ? "everybody on the internet" + (other.contains(":") ? " (IPv6)" : "") : other;
            var from = inward ? name : group;
            var to = inward ? group : everybody ? name.replace("everybody", "anything") : name;
            facts.add(new Fact(
                    inward && everybody ? Kind.EXPOSURE : Kind.NETWORK,
                    true,
                    from + " may reach " + to + " on " + ports(rule),
                    from + " may no longer reach " + to + " on " + ports(rule)));
        }
    }

    /** Addresses and names of groups; the names of properties differ between the types. */
    private static List<String> others(JsonNode rule, String group, Referents referents) {
        var others = new ArrayList<String>();
        for (var property : List.of("cidrIpv4", "cidrIpv6", "prefixListId")) {
            if (rule.path(property).isTextual()) {
                others.add(referents.name(rule, property));
            }
        }
        for (var property : List.of("referencedSecurityGroupId", "sourceSecurityGroupId")) {
            if (rule.path(property).isTextual()) {
                others.add(referents.name(rule, property));
            }
        }
        for (var property : List.of("cidrBlocks", "ipv6CidrBlocks", "prefixListIds", "securityGroups")) {
            var value = rule.path(property);
            if (Referents.unknown(value)) {
                others.add(referents.name(value.asText()));
            }
            value.forEach(one -> others.add(referents.name(one.asText())));
        }
        if (rule.path("self").asBoolean()) {
            others.add(group);
        }
        return others;
    }

    private static String ports(JsonNode rule) {
        var protocol = rule.path("ipProtocol").asText(rule.path("protocol").asText());
        if (protocol.equals("-1") || protocol.equals("all")) {
            return "every port";
        }
        var from = rule.path("fromPort").asText();
        var to = rule.path("toPort").asText();
        return protocol + (from.equals(to) ? " port " + from : " ports " + from + "-" + to);
    }
}
