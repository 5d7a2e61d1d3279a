package dev.holdfast.organization.guardrails;

import dev.holdfast.organization.Unit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Settings of EC2 that hold in every region of an account, and that the account cannot change. So no account sets them itself:
 * AWS would refuse it.
 */
final class Ec2Attributes {
    private Ec2Attributes() {}

    /** Instance metadata through IMDSv2 only; no public images and snapshots; no serial console. */
    static Guardrail instances() {
        return Guardrail.of(
                "ec2-instances",
                PolicyType.DECLARATIVE_POLICY_EC2,
                "IMDSv2 only, no public images or snapshots, no serial console",
                Guardrail.MANAGED,
                attributes(Map.of(
                        "instance_metadata_defaults",
                        sorted(Map.of(
                                "http_tokens", assign("required"),
                                "http_tokens_enforced", assign("enabled"),
                                // Containers on an instance are one hop further away.
                                "http_put_response_hop_limit", assign("2"))),
                        "image_block_public_access",
                        Map.of("state", assign("block_new_sharing")),
                        "snapshot_block_public_access",
                        Map.of("state", assign("block_all_sharing")),
                        "serial_console_access",
                        Map.of("status", assign("disabled")))));
    }

    /** No way between VPCs and the internet where nothing serves it. A load balancer would be cut off, so not on workloads. */
    static Guardrail internet() {
        return Guardrail.of(
                "vpc-internet",
                PolicyType.DECLARATIVE_POLICY_EC2,
                "No VPC reaches the internet, or is reached from it",
                List.of(Unit.SECURITY, Unit.INFRASTRUCTURE),
                attributes(Map.of(
                        "vpc_block_public_access",
                        Map.of(
                                "internet_gateway_block",
                                sorted(Map.of(
                                        "mode", assign("block_bidirectional"),
                                        "exclusions_allowed", assign("disabled")))))));
    }

    private static Map<String, Object> attributes(Map<String, Object> attributes) {
        var all = sorted(attributes);
        all.put("exception_message", assign("A guardrail of the organization decides this: see docs/guardrails.md"));
        return Map.of("ec2_attributes", all);
    }

    private static Map<String, String> assign(String value) {
        return Map.of("@@assign", value);
    }

    /** In one order: a map in another one each time would be another policy each time. */
    private static Map<String, Object> sorted(Map<String, ?> map) {
        return new TreeMap<>(map);
    }
}
