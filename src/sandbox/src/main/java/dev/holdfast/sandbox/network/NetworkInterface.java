package dev.holdfast.sandbox.network;

import dev.holdfast.sandbox.cloud.Addresses;
import java.util.List;

/**
 * A network interface: what a task, a function, a database, a load balancer or an interface endpoint has in its subnet.
 *
 * @param owner what a person calls its owner, for example {@code task 1f2e of holdfast-dev-api}
 * @param subnet the id of its subnet; empty for a function outside any VPC
 * @param securityGroups the ids of its groups; empty for the default group of its VPC
 * @param address its private address, for example {@code 10.20.0.5}
 * @param publicAddress whether it has a public address, too
 */
public record NetworkInterface(
        String owner,
        String account,
        String region,
        String subnet,
        List<String> securityGroups,
        String address,
        boolean publicAddress) {
    public NetworkInterface {
        securityGroups = List.copyOf(securityGroups);
    }

    /** One with a private address only. */
    public NetworkInterface(
            String owner, String account, String region, String subnet, List<String> securityGroups, String address) {
        this(owner, account, region, subnet, securityGroups, address, false);
    }

    /** Where it is on this machine. */
    public String loopback() {
        return Addresses.loopback(address);
    }
}
