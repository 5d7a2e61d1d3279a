package dev.holdfast.sandbox.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Hands out the private addresses of a subnet, as the VPC does for network interfaces. On this machine the interface
 * with 10.20.0.5 listens on its twin in the loopback range, 127.20.0.5. An address that another sandbox of this machine has
 * is left to it, so two of them can run side by side.
 */
public final class Addresses {
    /**
     * Where the cloud itself is on this machine: its load balancers connect from there, and what tasks ask of it they
     * ask there. No subnet has it, and 127.0.0.1 is a task's own.
     */
    public static final String CLOUD = "127.0.0.2";

    /** Where a server listens that stands behind a gate at its own address: whoever is not the gate is turned away. */
    public static final int BEHIND_GATE = 29_998;

    /** AWS keeps the first four addresses and the last one of each subnet for itself. */
    private static final int RESERVED = 4;

    /** Nothing is served there: whoever listens on it has the address, whichever sandbox of this machine it belongs to. */
    private static final int CLAIM_PORT = 29_999;

    private final Map<String, ServerSocket> claims = new ConcurrentHashMap<>();

    /** Handed out by an earlier run, whether or not they can be claimed right now. */
    private final Set<String> kept = ConcurrentHashMap.newKeySet();

    /** Starts with the addresses that an earlier run handed out: a database keeps its own, and no task may get it. */
    public Addresses(Resources resources) {
        resources
                .all()
                .forEach(one -> one.text("_address").ifPresent(address -> {
                    // Even if somebody else has it at the moment.
                    claim(address);
                    kept.add(address);
                }));
    }

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
            if (!kept.contains(address) && claim(address)) {
                return address;
            }
        }
        throw new AwsException("InsufficientFreeAddressesInSubnet", "no address is free in " + range);
    }

    /** Gives an address back. */
    public void release(String address) {
        kept.remove(address);
        var claim = claims.remove(address);
        if (claim != null) {
            close(claim);
        }
    }

    /** Where the interface with this private address listens on this machine. */
    public static String loopback(String address) {
        return "127" + address.substring(address.indexOf('.'));
    }

    private synchronized boolean claim(String address) {
        if (claims.containsKey(address)) {
            return false;
        }
        try {
            claims.put(address, new ServerSocket(CLAIM_PORT, 1, InetAddress.getByName(loopback(address))));
            return true;
        } catch (BindException taken) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot claim " + loopback(address), e);
        }
    }

    private static void close(ServerSocket claim) {
        try {
            claim.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot give back " + claim.getInetAddress(), e);
        }
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
