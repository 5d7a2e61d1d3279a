package dev.holdfast.policy.rules.graph;

import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.PolicyStack;
import dev.holdfast.policy.Value;
import dev.holdfast.policy.rules.network.Traffic;
import java.util.ArrayList;
import java.util.List;

/**
 * A rule by which a security group lets somebody in, be it inline or a resource of its own.
 *
 * @param via where it is declared
 * @param ports which it opens
 * @param groups whose members it lets in
 * @param addresses which it lets in
 * @param others prefix lists, and groups that are not of this stack
 */
public record Ingress(
        String via, Ports ports, List<PolicyResource> groups, List<String> addresses, List<String> others) {
    private static final String[] GROUP = {
        "aws:ec2/securityGroup:SecurityGroup", "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"
    };

    /**
     * The rules of a group.
     *
     * @throws dev.holdfast.policy.NotEvaluatedException if they cannot be told
     */
    public static List<Ingress> of(PolicyStack stack, PolicyResource group) {
        return Traffic.in(stack, group)
                .map(traffic -> of(stack, group, traffic))
                .toList();
    }

    private static Ingress of(PolicyStack stack, PolicyResource group, Traffic traffic) {
        var declared = traffic.declared();
        var via = declared.equals(group) ? group.name() + "." + traffic.label() : "rule " + declared.name();
        var addresses = traffic.ranges().stream().map(Value::string).toList();
        var groups = new ArrayList<PolicyResource>();
        if (traffic.self()) {
            groups.add(group);
        }
        var others = new ArrayList<>(traffic.lists().stream().map(Value::string).toList());
        // The old kind of rule names one side only; AWS tells the group of those that name another after the update.
        boolean elsewhere = !(addresses.isEmpty() && groups.isEmpty())
                && declared.property(traffic.groupsPath()).isUnknown();
        if (!elsewhere) {
            groups.addAll(stack.referenced(declared, traffic.groupsPath(), GROUP));
            others.addAll(stack.external(declared, traffic.groupsPath(), GROUP));
        }
        return new Ingress(via, Ports.of(traffic), groups, addresses, others);
    }
}
