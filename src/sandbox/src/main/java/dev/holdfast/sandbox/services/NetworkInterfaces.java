package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.Addresses;
import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The network interfaces of tasks and functions: each has a private address of one of its subnets. */
final class NetworkInterfaces {
    /** Where a function outside of any VPC runs: link-local, as in its micro virtual machine. */
    static final String NO_VPC = "169.254.0.0/16";

    private final Resources resources;
    private final Addresses addresses;
    private final AtomicInteger turn = new AtomicInteger();

    NetworkInterfaces(Resources resources, Addresses addresses) {
        this.resources = resources;
        this.addresses = addresses;
    }

    /**
     * A private address of one of these subnets, in turn; free it with {@link #detach}.
     *
     * @param owner whose account and region the subnets must be in
     */
    String attach(Resource owner, List<String> subnets) {
        if (subnets.isEmpty()) {
            return addresses.allocate(NO_VPC);
        }
        var subnet = subnets.get(Math.floorMod(turn.getAndIncrement(), subnets.size()));
        return addresses.allocate(range(owner, subnet));
    }

    void detach(String address) {
        addresses.release(address);
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
