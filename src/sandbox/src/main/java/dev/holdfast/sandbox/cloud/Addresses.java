package dev.holdfast.sandbox.cloud;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Hands out the private addresses of a subnet, as the VPC does for network interfaces. On this machine the interface
 * with 10.20.0.5 listens on its twin in the loopback range, 127.20.0.5, so networks of one address range cannot both
 * run; the workload's address plan has no overlap.
 */
public final class Addresses {
    /** AWS keeps the first four addresses and the last one of each subnet for itself. */
    private static final int RESERVED = 4;

    private final Set<String> taken = ConcurrentHashMap.newKeySet();

    /**
     * The first free private address of an address range, for example {@code 10.20.0.0/18}.
     *
     * @throws AwsException if none is free
     */
    public String allocate(String range) {
        var slash = range.indexOf('/');
        var first = new BigInteger(1, bytes(range.substring(0, slash))).longValueExact();
        var size = 1L << (32 - Integer.parseInt(range.substring(slash + 1)));
        for (long offset = RESERVED; offset < size - 1; offset++) {
            var address = dotted(first + offset);
            if (taken.add(address)) {
                return address;
            }
        }
        throw new AwsException("InsufficientFreeAddressesInSubnet", "no address is free in " + range);
    }

    /** Takes an address that an earlier run handed out. */
    public void take(String address) {
        taken.add(address);
    }

    /** Gives an address back. */
    public void release(String address) {
        taken.remove(address);
    }

    /** Where the interface with this private address listens on this machine. */
    public static String loopback(String address) {
        return "127" + address.substring(address.indexOf('.'));
    }

    private static byte[] bytes(String address) {
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            throw new AwsException("InvalidSubnet.Range", "'" + address + "' is no address");
        }
    }

    private static String dotted(long address) {
        return (address >> 24 & 255) + "." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "." + (address & 255);
    }
}
