package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.Addresses;
import dev.holdfast.sandbox.cloud.Events;
import dev.holdfast.sandbox.cloud.Hosts;
import dev.holdfast.sandbox.cloud.Report;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;
import dev.holdfast.sandbox.cloud.Site;
import dev.holdfast.sandbox.network.Network;
import dev.holdfast.sandbox.network.NetworkInterface;
import dev.holdfast.sandbox.network.NetworkInterfaces;
import dev.holdfast.sandbox.network.Refusals;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.SocketFactory;

/** A cloud with one account, its subnet, and what tests put into it. */
final class CloudFixture {
    static final String ACCOUNT = "111122223333";
    static final String REGION = "eu-central-1";
    static final Report SILENT = new Report() {
        @Override
        public void info(String message) {}

        @Override
        public void warn(String message) {}
    };

    final Site site;
    final Resources resources;
    final SecretValues secrets;
    final Rds rds;
    final ServerlessCache caches;
    final SecurityTokens tokens = new SecurityTokens("of the tests");
    final Events events;
    final Refusals refusals;

    /** Lets {@link #client} in, and no other task. */
    final OpenGroups rules = new OpenGroups();

    final NetworkInterface client;
    private final NetworkInterfaces interfaces;
    private final Addresses addresses;
    private final Resource subnet;

    /** Opens what an earlier one left in this folder, as a cloud that was started again. */
    CloudFixture(Path directory) {
        site = new Site(directory);
        resources = new Resources(site.resources());
        secrets = new SecretValues(site);
        if (resources.all("aws:ec2/subnet:Subnet").isEmpty()) {
            var random = ThreadLocalRandom.current();
            var range = "10." + random.nextInt(128, 255) + "." + random.nextInt(255) + ".0/24";
            put("aws:ec2/subnet:Subnet", "subnet-1", Map.of("cidrBlock", range));
        }
        subnet = resources.all("aws:ec2/subnet:Subnet").get(0);
        put("aws:rds/subnetGroup:SubnetGroup", "data", Map.of("name", "data", "subnetIds", List.of("subnet-1")));
        addresses = new Addresses(resources);
        interfaces = new NetworkInterfaces(resources, addresses);
        events = new Events(site.events());
        refusals = new Refusals(events);
        rules.groups.add("sg-client");
        var hosts = new Hosts(directory.resolve("hosts"));
        var network = new Network(interfaces, rules, refusals);
        rds = new Rds(site, resources, secrets, addresses, hosts, network, events);
        caches = new ServerlessCache(site, resources, addresses, hosts, network, tokens, events);
        client = attach("sg-client");
    }

    /** As a kill of the cloud: PostgreSQL runs on, and the addresses are the next cloud's. */
    void kill() {
        rds.close();
        interfaces.detach(client);
        resources.all().forEach(one -> one.text("_address").ifPresent(addresses::release));
    }

    /** A task's network interface, with this security group. */
    NetworkInterface attach(String group) {
        return interfaces.attach(subnet, "task in " + group, List.of("subnet-1"), List.of(group));
    }

    Resource put(String type, String id, Map<String, Object> properties) {
        var resource = new Resource(type, ACCOUNT, REGION, id, properties, properties);
        resources.put(resource);
        return resource;
    }

    /** An instance with RDS's own master password, and these properties more. */
    Resource database(String identifier, Map<String, Object> more) {
        return database(instance(identifier, more));
    }

    Resource database(Resource asked) {
        var created = asked.with(rds.create(asked, SILENT));
        resources.put(created);
        return created;
    }

    static Resource instance(String identifier, Map<String, Object> more) {
        var inputs = new HashMap<String, Object>(Map.of(
                "identifier", identifier,
                "engine", "postgres",
                "engineVersion", "17",
                "instanceClass", "db.t4g.micro",
                "username", "holdfast",
                "dbName", "app",
                "dbSubnetGroupName", "data",
                "manageMasterUserPassword", true,
                "skipFinalSnapshot", true));
        inputs.putAll(more);
        return new Resource("aws:rds/instance:Instance", ACCOUNT, REGION, identifier, inputs, inputs);
    }

    /** The secret that RDS made for the master user. */
    String masterSecret(Resource instance) {
        return secrets.current(masterSecretArn(instance)).orElseThrow();
    }

    static String masterSecretArn(Resource instance) {
        return instance.objects("masterUserSecrets").get(0).get("secretArn").toString();
    }

    /** Connects as the services do, by the endpoint's name. */
    Connection connect(Resource instance, Path bundle, String mode) throws SQLException {
        return connect(instance, bundle, mode, "holdfast", masterPassword(instance));
    }

    /** Connects with everything right but, maybe, where from and where to. */
    Connection connect(Resource instance, String from, int port) throws SQLException {
        return connect(instance, bundle(), "verify-full", "holdfast", masterPassword(instance), from, port);
    }

    private String masterPassword(Resource instance) {
        return masterSecret(instance).replaceAll(".*\"password\":\"([^\"]+)\".*", "$1");
    }

    Connection connect(Resource instance, Path bundle, String mode, String user, String password) throws SQLException {
        return connect(instance, bundle, mode, user, password, client.loopback(), 5432);
    }

    Connection connect(Resource instance, Path bundle, String mode, String user, String password, String from, int port)
            throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("sslmode", mode);
        properties.setProperty("sslrootcert", bundle.toString());
        properties.setProperty("socketFactory", Resolved.class.getName());
        properties.setProperty(
                "socketFactoryArg", Addresses.loopback(instance.text("_address").orElseThrow()));
        properties.setProperty("localSocketAddress", from);
        return DriverManager.getConnection(
                "jdbc:postgresql://" + instance.text("address").orElseThrow() + ":" + port + "/app", properties);
    }

    Path bundle() {
        return new CertificateAuthority(site).bundle();
    }

    /** Resolves every name to one address, where a task would read the cloud's hosts file. */
    public static final class Resolved extends SocketFactory {
        private final String address;

        public Resolved(String address) {
            this.address = address;
        }

        @Override
        public Socket createSocket() {
            return new Socket() {
                @Override
                public void connect(SocketAddress endpoint, int timeout) throws java.io.IOException {
                    super.connect(new InetSocketAddress(address, ((InetSocketAddress) endpoint).getPort()), timeout);
                }
            };
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new AssertionError();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
            throw new AssertionError();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new AssertionError();
        }

        @Override
        public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
            throw new AssertionError();
        }
    }
}
