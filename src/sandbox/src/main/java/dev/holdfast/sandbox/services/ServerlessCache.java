package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.Addresses;
import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Behaviour;
import dev.holdfast.sandbox.cloud.Events;
import dev.holdfast.sandbox.cloud.Hosts;
import dev.holdfast.sandbox.cloud.Report;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;
import dev.holdfast.sandbox.cloud.Site;
import dev.holdfast.sandbox.network.Network;
import dev.holdfast.sandbox.network.NetworkInterface;
import dev.holdfast.sandbox.network.ResourceInterfaces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * ElastiCache's serverless caches: each is a real server in the first of its subnets, behind a port with TLS that lets in
 * who shows a token of IAM. What is in it is lost whenever the server or the cloud ends. Limits, keys and snapshots are
 * kept and do nothing; users are those of the moment when the server starts.
 */
public final class ServerlessCache implements Behaviour, AutoCloseable {
    static final String TYPE = "aws:elasticache/serverlessCache:ServerlessCache";

    private static final int PORT = 6379;
    private static final int READER_PORT = 6380;

    private final Path directory;
    private final Resources resources;
    private final Addresses addresses;
    private final Hosts hosts;
    private final Network network;
    private final Events events;
    private final CacheLogin login;
    private final CertificateAuthority authority;
    private final Map<String, RedisServer> servers = new ConcurrentHashMap<>();
    private final Map<String, CacheGate> gates = new ConcurrentHashMap<>();
    private final ScheduledExecutorService supervisor = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "elasticache");
        thread.setDaemon(true);
        return thread;
    });

    ServerlessCache(
            Site site,
            Resources resources,
            Addresses addresses,
            Hosts hosts,
            Network network,
            SecurityTokens tokens,
            Events events) {
        directory = site.directory().resolve("cloud").resolve("caches");
        this.resources = resources;
        this.addresses = addresses;
        this.hosts = hosts;
        this.network = network;
        this.events = events;
        login = new CacheLogin(resources, tokens);
        authority = CertificateAuthority.ofAmazon(site);
    }

    @Override
    public Map<String, Object> create(Resource asked, Report report) {
        var subnet = asked.texts("subnetIds").stream()
                .findFirst()
                .orElseThrow(() -> new AwsException(
                        "InvalidParameterValue", "there is no default VPC: set subnetIds of " + asked.id()));
        var range = resources
                .find(asked.account(), asked.region(), "aws:ec2/subnet:Subnet", subnet)
                .flatMap(one -> one.text("cidrBlock"))
                .orElseThrow();
        var cache = asked.with(Map.of(ResourceInterfaces.ADDRESS, addresses.allocate(range)));
        try {
            report.info("starting Redis, which stands for Valkey here");
            start(cache);
        } catch (RuntimeException e) {
            delete(cache, report);
            throw e;
        }
        var host = host(cache);
        return Map.of(
                ResourceInterfaces.ADDRESS,
                cache.text(ResourceInterfaces.ADDRESS).orElseThrow(),
                "endpoints",
                List.of(Map.of("address", host, "port", PORT)),
                "readerEndpoints",
                List.of(Map.of("address", host, "port", READER_PORT)));
    }

    @Override
    public Map<String, Object> update(Resource before, Resource after, Report report) {
        var kept = List.of(ResourceInterfaces.ADDRESS, "_host", "endpoints", "readerEndpoints").stream()
                .filter(before.outputs()::containsKey)
                .collect(java.util.stream.Collectors.<String, String, Object>toMap(
                        name -> name, name -> before.outputs().get(name)));
        var cache = after.with(kept);
        suspend(before);
        start(cache);
        return kept;
    }

    @Override
    public void delete(Resource cache, Report report) {
        suspend(cache);
        servers.remove(cache.id());
        hosts.remove(host(cache));
        network.refusals().forget(network(cache));
        network.interfaces().detach(network(cache));
        try {
            Folders.delete(directory.resolve(cache.id()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete the files of cache " + cache.id(), e);
        }
    }

    @Override
    public void resume(Resource cache) {
        hosts.put(host(cache), network(cache).loopback());
        supervisor.execute(() -> start(cache));
    }

    @Override
    public void suspend(Resource cache) {
        Optional.ofNullable(gates.remove(cache.id())).ifPresent(CacheGate::close);
        Optional.ofNullable(servers.get(cache.id())).ifPresent(RedisServer::stop);
    }

    @Override
    public Optional<String> problem(Resource cache) {
        return server(cache).problem();
    }

    @Override
    public String describe(Resource cache) {
        return server(cache).describe();
    }

    /** Ends the server of a cache as a power failure would; says what was ended. */
    String kill(Resource cache) {
        return server(cache).kill();
    }

    @Override
    public void close() {
        gates.values().forEach(CacheGate::close);
        servers.values().forEach(RedisServer::stop);
        supervisor.shutdownNow();
    }

    private void start(Resource cache) {
        var own = network(cache);
        network.interfaces().adopt(own);
        server(cache).start(login.accessStrings(cache));
        gates.computeIfAbsent(
                cache.id(),
                id -> new CacheGate(
                        own.loopback(), PORT, authority.issue(host(cache)).tls(), guard(cache, own.loopback())));
        hosts.put(host(cache), own.loopback());
    }

    private CacheGate.Guard guard(Resource cache, String loopback) {
        return new CacheGate.Guard() {
            @Override
            public boolean admits(String from) {
                return network.at(loopback)
                        .filter(to -> network.admits(from, to, PORT))
                        .isPresent();
            }

            @Override
            public Optional<String> password(String user, String token) {
                try {
                    login.check(cache, user, token);
                    return Optional.of(server(cache).password());
                } catch (AwsException e) {
                    tell(cache, "'" + user + "' was not let in: " + e.getMessage());
                    return Optional.empty();
                }
            }
        };
    }

    private RedisServer server(Resource cache) {
        return servers.computeIfAbsent(
                cache.id(),
                id -> new RedisServer(
                        directory.resolve(id), network(cache).loopback(), supervisor, what -> tell(cache, what)));
    }

    private void tell(Resource cache, String what) {
        events.tell(cache.account(), "cache " + cache.id(), what);
    }

    private NetworkInterface network(Resource cache) {
        return new ResourceInterfaces(resources).cache(cache).orElseThrow();
    }

    private static String host(Resource cache) {
        return cache.text("_host").orElseThrow();
    }
}
