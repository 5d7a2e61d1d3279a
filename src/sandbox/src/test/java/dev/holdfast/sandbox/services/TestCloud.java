package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.Addresses;
import dev.holdfast.sandbox.cloud.Behaviour;
import dev.holdfast.sandbox.cloud.Events;
import dev.holdfast.sandbox.cloud.Hosts;
import dev.holdfast.sandbox.cloud.Incomplete;
import dev.holdfast.sandbox.cloud.Report;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;
import dev.holdfast.sandbox.cloud.Site;
import dev.holdfast.sandbox.network.Network;
import dev.holdfast.sandbox.network.NetworkInterfaces;
import dev.holdfast.sandbox.network.Reachability;
import dev.holdfast.sandbox.network.Refusals;
import dev.holdfast.sandbox.network.VpcReachability;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** A cloud with one account, one VPC and the services under test; creates resources as the engine would. */
final class TestCloud implements AutoCloseable, Report {
    static final String ACCOUNT = "111122223333";
    static final String REGION = "eu-central-1";
    static final String REGISTRY = ACCOUNT + ".dkr.ecr." + REGION + ".amazonaws.com/";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    final Site site;
    final Resources resources;
    final SecretValues secrets;
    final ImageRegistry registry;
    final Hosts hosts;
    final Service services;
    final TargetGroups groups;
    final Addresses addresses;
    final NetworkInterfaces interfaces;
    final TestNetwork network = new TestNetwork(this);
    final Events events;
    final Refusals refusals;
    final List<String> warnings = new ArrayList<>();
    private final Map<String, Behaviour> behaviours;
    private final HttpFrontend frontend;
    private final Gatekeeper gatekeeper;
    private final ServiceConnect serviceConnect;
    private int revision;

    /** One whose network is as it is declared. */
    TestCloud(Path directory) {
        this(directory, VpcReachability::new);
    }

    TestCloud(Path directory, java.util.function.Function<Resources, Reachability> reachability) {
        site = new Site(directory);
        resources = new Resources(site.resources());
        secrets = new SecretValues(site);
        registry = new ImageRegistry(site);
        hosts = new Hosts(directory.resolve("hosts"));
        events = new Events(site.events());
        addresses = new Addresses(resources);
        interfaces = new NetworkInterfaces(resources, addresses);
        refusals = new Refusals(events);
        var asked = new Network(interfaces, reachability.apply(resources), refusals);
        var balancers = new LoadBalancerNetwork(resources, asked);
        groups = new TargetGroups(resources, balancers);
        frontend = new HttpFrontend(resources, groups, balancers);
        gatekeeper = new Gatekeeper(asked);
        serviceConnect = new ServiceConnect(resources, addresses, asked);
        var fargate = new Fargate(
                site,
                resources,
                registry,
                new ContainerRuntime(site, hosts, gatekeeper.address()),
                secrets,
                new AwsEndpoint(resources, secrets, new Buckets(site, resources), asked),
                interfaces,
                asked.reachability(),
                asked.refusals(),
                events,
                groups,
                serviceConnect);
        services = new Service(fargate);
        var function = new Function(fargate);
        var dns = new PublicDns(resources);
        behaviours = new HashMap<>(Map.of(
                AcmCertificate.TYPE, new AcmCertificate(),
                AcmValidation.TYPE, new AcmValidation(resources, dns),
                DnsRecord.TYPE, new DnsRecord(resources),
                HostedZone.TYPE, new HostedZone(resources, dns)));
        behaviours.putAll(Map.of(
                TaskDefinition.TYPE, new TaskDefinition.Registration(),
                Service.TYPE, services,
                ScalableTarget.TYPE, new ScalableTarget(resources, services),
                LoadBalancer.TYPE, new LoadBalancer(resources, addresses),
                Listener.TYPE, new Listener(resources, frontend, new ListenerTls(site, resources), events),
                ListenerRule.TYPE, new ListenerRule(),
                Function.TYPE, function,
                Invocation.TYPE, new Invocation(resources, function)));
        if (resources.all().isEmpty()) {
            var random = ThreadLocalRandom.current();
            network.build("10." + random.nextInt(128, 255) + "." + random.nextInt(255));
            put("aws:cloudwatch/logGroup:LogGroup", "/holdfast", Map.of("name", "/holdfast"));
            put("aws:ecs/cluster:Cluster", "cluster", Map.of("name", "main"));
        }
    }

    /** A resource without behaviour. */
    Resource put(String type, String id, Map<String, Object> inputs) {
        var outputs = new HashMap<>(inputs);
        outputs.put("arn", arn(type, id));
        var resource = new Resource(type, ACCOUNT, REGION, id, inputs, outputs);
        resources.put(resource);
        return resource;
    }

    Resource create(String type, String id, Map<String, Object> inputs) {
        var outputs = new HashMap<>(inputs);
        outputs.put("arn", arn(type, id));
        var resource = new Resource(type, ACCOUNT, REGION, id, inputs, outputs);
        return settle(resource, () -> behaviours.get(type).create(resource, this));
    }

    Resource update(Resource before, Map<String, Object> changes) {
        var inputs = new HashMap<>(before.inputs());
        inputs.putAll(changes);
        var after = new Resource(before.type(), ACCOUNT, REGION, before.id(), inputs, before.outputs()).with(changes);
        return settle(after, () -> behaviours.get(before.type()).update(before, after, this));
    }

    void delete(Resource resource) {
        behaviours.get(resource.type()).delete(resource, this);
        resources.remove(resource);
    }

    void resume() {
        resources.all().stream()
                .filter(one -> behaviours.containsKey(one.type()))
                .forEach(one -> behaviours.get(one.type()).resume(one));
    }

    String describe(Resource resource) {
        return behaviours.get(resource.type()).describe(resource);
    }

    private Resource settle(Resource resource, java.util.function.Supplier<Map<String, Object>> operation) {
        try {
            var done = resource.with(operation.get());
            resources.put(done);
            return done;
        } catch (Incomplete e) {
            resources.put(resource.with(e.outputs()));
            throw e;
        }
    }

    /** A load balancer that forwards everything to a target group, whose health path is /health; returns its URL. */
    String loadBalancer() {
        put(
                TargetGroup.TYPE,
                "web",
                Map.of(
                        "targetType",
                        "ip",
                        "port",
                        8080,
                        "deregistrationDelay",
                        5,
                        "healthCheck",
                        Map.of("path", "/health", "interval", 1, "unhealthyThreshold", 2)));
        var balancer = create(
                LoadBalancer.TYPE,
                "web",
                Map.of("name", "web", "subnets", List.of("subnet-public"), "securityGroups", List.of("sg-balancer")));
        create(
                Listener.TYPE,
                "http",
                Map.of(
                        "loadBalancerArn",
                        balancer.arn().orElseThrow(),
                        "port",
                        80,
                        "protocol",
                        "HTTP",
                        "defaultActions",
                        List.of(Map.of("type", "forward", "targetGroupArn", arn(TargetGroup.TYPE, "web")))));
        return "http://" + balancer.text("dnsName").orElseThrow();
    }

    /** A task definition with one container, app, from an image; more is JSON to add to the container. */
    Resource taskDefinition(String image, String more) {
        return taskDefinition(image, more, "X86_64");
    }

    Resource taskDefinition(String image, String more, String architecture) {
        revision++;
        return create(
                TaskDefinition.TYPE,
                "app:" + revision,
                Map.of(
                        "runtimePlatform",
                        Map.of("cpuArchitecture", architecture),
                        "family",
                        "app",
                        "revision",
                        revision,
                        "cpu",
                        "256",
                        "memory",
                        "512",
                        "executionRoleArn",
                        "arn:aws:iam::" + ACCOUNT + ":role/execution",
                        "containerDefinitions",
                        "[{\"name\":\"app\",\"image\":\"" + image + "\",\"portMappings\":[{\"containerPort\":8080}],"
                                + "\"logConfiguration\":{\"logDriver\":\"awslogs\",\"options\":{\"awslogs-group\":\"/holdfast\","
                                + "\"awslogs-region\":\"eu-central-1\",\"awslogs-stream-prefix\":\"app\"}},\"stopTimeout\":5"
                                + more + "}]"));
    }

    /** The inputs of a service that waits until it is steady, and rolls back. */
    static Map<String, Object> service(Resource definition, int count, boolean balanced) {
        var inputs = new HashMap<String, Object>(Map.of(
                "name",
                "app",
                "cluster",
                "main",
                "launchType",
                "FARGATE",
                "desiredCount",
                count,
                "taskDefinition",
                definition.arn().orElseThrow(),
                "waitForSteadyState",
                true,
                "networkConfiguration",
                Map.of("subnets", List.of("subnet-1"), "securityGroups", List.of("sg-app")),
                "deploymentCircuitBreaker",
                Map.of("enable", true, "rollback", true)));
        if (balanced) {
            inputs.put(
                    "loadBalancers",
                    List.of(Map.of(
                            "targetGroupArn",
                            arn(TargetGroup.TYPE, "web"),
                            "containerName",
                            "app",
                            "containerPort",
                            8080)));
        }
        return inputs;
    }

    static String arn(String type, String id) {
        return type.equals(TargetGroup.TYPE)
                ? "arn:aws:elasticloadbalancing:" + REGION + ":" + ACCOUNT + ":targetgroup/" + id + "/0123456789abcdef"
                : "arn:aws:" + type.replace(':', '-') + ":" + REGION + ":" + ACCOUNT + ":" + id;
    }

    static HttpResponse<String> get(String url, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void info(String message) {}

    @Override
    public synchronized void warn(String message) {
        warnings.add(message);
    }

    /** Stops as the cloud does: what ran is gone, the resources stay. */
    @Override
    public void close() {
        resources.all().stream()
                .filter(one -> behaviours.containsKey(one.type()))
                .forEach(one -> behaviours.get(one.type()).suspend(one));
        frontend.close();
        serviceConnect.close();
        gatekeeper.close();
    }
}
