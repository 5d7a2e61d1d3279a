package dev.holdfast.sandbox.network;

import dev.holdfast.sandbox.cloud.Addresses;
import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The network interfaces that are in use, by their addresses. */
public final class NetworkInterfaces {
    /** Where a function outside of any VPC runs: link-local, as in its micro virtual machine. */
    static final String NO_VPC = "169.254.0.0/16";

    private final Resources resources;
    private final Addresses addresses;
    private final AtomicInteger turn = new AtomicInteger();
    private final Map<String, NetworkInterface> byLoopback = new ConcurrentHashMap<>();

    /** Interfaces with the addresses that these hand out. */
    public NetworkInterfaces(Resources resources, Addresses addresses) {
        this.resources = resources;
        this.addresses = addresses;
    }

    /**
     * A new interface in one of these subnets, in turn; end it with {@link #detach}.
     *
     * @param owner whose account and region the subnets must be in
     * @param name what a person calls the owner
     */
    public NetworkInterface attach(
            Resource owner, String name, List<String> subnets, List<String> securityGroups, boolean publicAddress) {
        var subnet = subnets.isEmpty() ? "" : subnets.get(Math.floorMod(turn.getAndIncrement(), subnets.size()));
        var address = addresses.allocate(subnet.isEmpty() ? NO_VPC : range(owner, subnet));
        var attached = new NetworkInterface(
                name, owner.account(), owner.region(), subnet, securityGroups, address, publicAddress);
        adopt(attached);
        return attached;
    }

    /** The same with a private address only. */
    public NetworkInterface attach(Resource owner, String name, List<String> subnets, List<String> securityGroups) {
        return attach(owner, name, subnets, securityGroups, false);
    }

    /** Knows an interface from now on whose address was handed out already. */
    public void adopt(NetworkInterface known) {
        byLoopback.put(known.loopback(), known);
    }

    /** Ends an interface and gives its address back. */
    public void detach(NetworkInterface attached) {
        byLoopback.remove(attached.loopback());
        addresses.release(attached.address());
    }

    /** The interface at an address of this machine, for example {@code 127.20.0.5}. */
    public Optional<NetworkInterface> at(String loopback) {
        return Optional.ofNullable(byLoopback.get(loopback));
    }

    private String range(Resource owner, String subnet) {
        return resources
                .find(owner.account(), owner.region(), "aws:ec2/subnet:Subnet", subnet)
                .flatMap(one -> one.text("cidrBlock"))
                .orElseThrow(() -> new AwsException(
                        "InvalidParameterException",
                        "The subnet ID '" + subnet + "' does not exist in account " + owner.account() + ", "
                                + owner.region()));
    }
}
