package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.Addresses;
import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Behaviour;
import dev.holdfast.sandbox.cloud.LogBuckets;
import dev.holdfast.sandbox.cloud.Report;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;
import dev.holdfast.sandbox.network.ResourceInterfaces;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An application load balancer. Its DNS name here is {@code localhost:<port>}, so that {@code http://<dnsName>} answers
 * without root, which ports below 1024 need: the first load balancer has port 8001, the next one the next free port, for
 * as long as they exist. A further listener has a port of its own, output {@code _port}.
 */
final class LoadBalancer implements Behaviour {
    static final String TYPE = "aws:lb/loadBalancer:LoadBalancer";
    static final String PORT = "_port";

    private static final String LOG_DELIVERY = "logdelivery.elasticloadbalancing.amazonaws.com";
    private static final int FIRST = 8001;
    private static final int LAST = 8999;

    private final Resources resources;
    private final Addresses addresses;

    LoadBalancer(Resources resources, Addresses addresses) {
        this.resources = resources;
        this.addresses = addresses;
    }

    @Override
    public Map<String, Object> create(Resource balancer, Report report) {
        checkAccessLogs(balancer);
        var port = freePort(resources);
        report.info("listens on port " + port + " of this machine");
        return Map.of(PORT, port, "dnsName", "localhost:" + port, ResourceInterfaces.ADDRESS, allocate(balancer));
    }

    @Override
    public Map<String, Object> update(Resource before, Resource after, Report report) {
        checkAccessLogs(after);
        var network = new ResourceInterfaces(resources).loadBalancer(after);
        if (network.filter(one -> !one.subnet().isEmpty()).isPresent()) {
            return Map.of();
        }
        var moved = allocate(after);
        release(before);
        return Map.of(ResourceInterfaces.ADDRESS, moved);
    }

    /** Its listeners, which hold the ports, are resources of their own. */
    @Override
    public void delete(Resource balancer, Report report) {
        release(balancer);
    }

    @Override
    public void resume(Resource balancer) {
        if (balancer.text(ResourceInterfaces.ADDRESS).isEmpty()) {
            // It was created by a sandbox that gave load balancers no place in the network.
            resources.put(balancer.with(Map.of(ResourceInterfaces.ADDRESS, allocate(balancer))));
        }
    }

    /** AWS writes a test file; the sandbox asks the bucket's policy, and writes no logs. */
    private void checkAccessLogs(Resource balancer) {
        for (var logs : balancer.objects("accessLogs")) {
            if (Boolean.TRUE.equals(logs.get("enabled"))) {
                var bucket = String.valueOf(logs.get("bucket"));
                var prefix = logs.get("prefix") == null ? "" : logs.get("prefix") + "/";
                var buckets = new LogBuckets(resources);
                var path = prefix + "AWSLogs/" + balancer.account() + "/ELBAccessLogTestFile";
                if (buckets.find(bucket)
                                .filter(one -> one.region().equals(balancer.region()))
                                .isEmpty()
                        || !buckets.mayWrite(bucket, LOG_DELIVERY, path, Map.of())) {
                    throw new AwsException(
                            "InvalidConfigurationRequest",
                            "Access Denied for bucket: " + bucket + ". Please check S3bucket permission (it must be in "
                                    + balancer.region() + " and let " + LOG_DELIVERY + " write " + path + ")");
                }
            }
        }
    }

    /** AWS gives it an address in each of its subnets; here one of them is enough. */
    private String allocate(Resource balancer) {
        return ResourceInterfaces.subnets(balancer).stream()
                .flatMap(id ->
                        resources.find(balancer.account(), balancer.region(), "aws:ec2/subnet:Subnet", id).stream())
                .flatMap(subnet -> subnet.text("cidrBlock").stream())
                .findFirst()
                .map(addresses::allocate)
                .orElseThrow(() -> new AwsException(
                        "ValidationError",
                        "At least two subnets in two different Availability Zones must be specified"));
    }

    private void release(Resource balancer) {
        balancer.text(ResourceInterfaces.ADDRESS).ifPresent(addresses::release);
    }

    /** A port that nobody has: no load balancer or listener of any account, and no other program. */
    static synchronized int freePort(Resources resources) {
        return IntStream.rangeClosed(FIRST, LAST)
                .filter(port -> Stream.of(TYPE, Listener.TYPE)
                        .flatMap(type -> resources.all(type).stream())
                        .noneMatch(one -> one.number(PORT, 0) == port))
                .filter(LoadBalancer::isFree)
                .findFirst()
                .orElseThrow(() -> new AwsException(
                        "TooManyLoadBalancers", "no port from " + FIRST + " to " + LAST + " is free on this machine"));
    }

    /** Whether a listener or a rule forwards to the target group. */
    static boolean uses(Resources resources, String targetGroup) {
        return Stream.of(Listener.TYPE, ListenerRule.TYPE)
                .flatMap(type -> resources.all(type).stream())
                .anyMatch(one -> one.outputs().toString().contains(targetGroup));
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
