package dev.holdfast.policy.rules.network;

import static dev.holdfast.policy.rules.Rule.cis;
import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.Value;
import java.util.List;
import java.util.Set;

/** VPC-06. */
final class ClosedRemoteAccess implements ResourcePolicy {
    private static final String RULE = "aws:ec2/networkAclRule:NetworkAclRule";

    @Override
    public PolicyMetadata metadata() {
        return rule("VPC-06", "vpc-closed-remote-access", Severity.MEDIUM)
                .description("No network ACL lets SSH or RDP in from the internet.")
                .why("The whole internet tries passwords there.")
                .mend("Deny ports 22 and 3389, or name the addresses that may come in.")
                .control(securityHub("EC2.21"))
                .control(cis("5.2"))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of(
                "aws:ec2/networkAclRule:NetworkAclRule",
                "aws:ec2/networkAcl:NetworkAcl",
                "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl");
    }

    @Override
    public void validate(PolicyResource acl, Evaluation evaluation) {
        if (acl.type().equals(RULE)) {
            if (!acl.property("egress").isTrue()) {
                judge(acl.properties(), acl.property("ruleAction"), evaluation);
            }
            return;
        }
        acl.property("ingress").elements().forEach(entry -> judge(entry, entry.get("action"), evaluation));
    }

    private static void judge(Value entry, Value action, Evaluation evaluation) {
        var anywhere = Set.of("0.0.0.0/0", "::/0");
        if (!action.string("").equals("allow")
                || !anywhere.contains(entry.get("cidrBlock").string(""))
                        && !anywhere.contains(entry.get("ipv6CidrBlock").string(""))) {
            return;
        }
        for (var port : List.of(22, 3389)) {
            if (includes(entry, port)) {
                evaluation.violation("lets port " + port + " in from the internet");
            }
        }
    }

    private static boolean includes(Value entry, int port) {
        return switch (entry.get("protocol").string("-1")) {
            case "-1", "all" -> true;
            case "tcp", "6" ->
                entry.get("fromPort").integer(0) <= port
                        && port <= entry.get("toPort").integer(0);
            default -> false;
        };
    }
}
