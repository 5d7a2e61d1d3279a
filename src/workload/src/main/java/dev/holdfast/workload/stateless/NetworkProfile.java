package dev.holdfast.workload.stateless;

import dev.holdfast.conventions.Configuration;
import dev.holdfast.conventions.Environment;

/**
 * How an environment's network is made. What it costs is in docs/network.md.
 *
 * @param natGateways {@code natGateways}: {@code none}, {@code single} or {@code one-per-az}
 * @param flowLogs {@code flowLogs}: {@code reject} or {@code all}
 */
public record NetworkProfile(NatGateways natGateways, FlowLog flowLogs) {
    /** How private subnets reach AWS's interfaces and the image registry. */
    public enum NatGateways {
        /**
         * Not by NAT: endpoints lead to the AWS services that the system needs, and nothing leads to the internet. That is
         * for safety; the endpoints cost more than one gateway does.
         */
        NONE,
        /** One for all zones: cheaper, and while its zone is down, no private subnet has a way out. */
        SINGLE,
        /** One in each zone. */
        ONE_PER_AZ
    }

    /** Which connections the VPC's log has. */
    public enum FlowLog {
        /** Those that a security group refused: what is wrong with a rule, and who tries doors. */
        REJECT,
        /** All: what an investigation needs. */
        ALL
    }

    /** The profile of an environment, with what its configuration says otherwise; problems are noted there. */
    public static NetworkProfile read(Environment environment, Configuration keys) {
        var kind = environment.kind();
        return new NetworkProfile(
                keys.choice("natGateways", NatGateways.class, natGateways(kind)),
                keys.choice("flowLogs", FlowLog.class, flowLogs(kind)));
    }

    private static NatGateways natGateways(Environment.Kind kind) {
        return switch (kind) {
            case REVIEW, DEVELOPMENT, STAGING -> NatGateways.SINGLE;
            case PRODUCTION -> NatGateways.ONE_PER_AZ;
        };
    }

    private static FlowLog flowLogs(Environment.Kind kind) {
        return switch (kind) {
            case REVIEW, DEVELOPMENT, STAGING -> FlowLog.REJECT;
            case PRODUCTION -> FlowLog.ALL;
        };
    }
}
