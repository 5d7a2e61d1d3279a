package dev.holdfast.policy.rules.graph;

import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.PolicyStack;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who may connect to what, by the rules of the security groups that let in. What lets out is not asked: that closes a way
 * as well, but only until somebody opens it for another reason. A load balancer and a database proxy pass on what they
 * get, so a way leads on to those who reach them.
 */
public final class Reach {
    private final PolicyStack stack;
    private final Nodes nodes;

    public Reach(PolicyStack stack) {
        this.stack = stack;
        this.nodes = new Nodes(stack);
    }

    /**
     * A way to a node.
     *
     * @param from who connects; none if it is addresses, a prefix list, or a group in which nobody is
     * @param source who that is, as people say it
     * @param isPublic whether it is the internet
     * @param path from there to the node, with the rules that open it
     */
    public record Way(Optional<PolicyResource> from, String source, boolean isPublic, String path) {}

    /** Every way to a port of a node. */
    public List<Way> to(PolicyResource node, Ports ports) {
        return to(node, ports, new HashSet<>());
    }

    private List<Way> to(PolicyResource node, Ports ports, Set<PolicyResource> passed) {
        passed.add(node);
        var ways = new ArrayList<Way>();
        for (var group : nodes.groups(node)) {
            var target = node.name() + " (" + group.name() + ")";
            for (var rule : Ingress.of(stack, group)) {
                if (rule.ports().overlaps(ports)) {
                    var step = " -> " + rule.ports() + " -> " + target + ": " + rule.via();
                    rule.addresses().forEach(range -> ways.add(addresses(range, step)));
                    rule.others().forEach(other -> ways.add(new Way(Optional.empty(), other, false, other + step)));
                    rule.groups().forEach(source -> ways.addAll(members(source, node, step, passed)));
                }
            }
        }
        return ways;
    }

    private static Way addresses(String range, String step) {
        var isPublic = Cidr.isPublic(range);
        var source = isPublic ? "internet (" + range + ")" : range;
        return new Way(Optional.empty(), source, isPublic, source + step);
    }

    private List<Way> members(PolicyResource group, PolicyResource target, String step, Set<PolicyResource> passed) {
        var members = nodes.in(group);
        if (members.isEmpty()) {
            return List.of(new Way(Optional.empty(), group.name(), false, group.name() + step));
        }
        var ways = new ArrayList<Way>();
        for (var member : members) {
            if (member.equals(target)) {
                continue;
            }
            if (!Nodes.forwards(member)) {
                ways.add(new Way(
                        Optional.of(member), member.name(), false, member.name() + " (" + group.name() + ")" + step));
            } else if (!passed.contains(member)) {
                to(member, Ports.ALL, passed)
                        .forEach(way -> ways.add(new Way(way.from(), way.source(), way.isPublic(), way.path() + step)));
            }
        }
        return ways;
    }
}
