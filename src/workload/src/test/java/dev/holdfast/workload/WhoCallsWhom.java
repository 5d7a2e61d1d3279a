package dev.holdfast.workload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.testkit.Cloud;
import dev.holdfast.testkit.Cloud.Seen;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What the declared rules say about who calls whom, as docs/who-calls-whom.md: nothing in it is known but from resources. */
public final class WhoCallsWhom {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ANYWHERE = "0.0.0.0/0";

    /** In which environments something is declared, by what it is. */
    private final Map<Call, Set<String>> connections = new TreeMap<>();

    private final Map<Call, Set<String>> permissions = new TreeMap<>();
    private final Set<String> environments = new LinkedHashSet<>();

    /** A line of the page. */
    private record Call(String from, String to, String how, String why) implements Comparable<Call> {
        @Override
        public int compareTo(Call other) {
            return (from + "|" + to + "|" + how + "|" + why)
                    .compareTo(other.from + "|" + other.to + "|" + other.how + "|" + other.why);
        }
    }

    private WhoCallsWhom() {}

    /** The generated part of the page: dev, prod, and what an environment may switch. */
    public static String markdown() {
        return new WhoCallsWhom()
                .with("dev", Workload.run("dev"))
                .with("prod", Workload.run("prod"))
                .with("dev without NAT", Workload.run(Workload.settings("dev", "natGateways", "none")))
                .with("dev with a cache", Workload.run(Workload.settings("dev", "cache", "true")))
                .page();
    }

    /** Adds what an environment declares. */
    private WhoCallsWhom with(String environment, Cloud cloud) {
        environments.add(environment);
        var groups = groups(cloud);
        var http = http(cloud);
        var aliases = aliases(cloud);
        for (var rule : cloud.all("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule")) {
            var from = groups.get(text(rule, "securityGroupId"));
            var to = peer(rule, groups, "AWS and the internet");
            connection(environment, from, to, rule, http, aliases);
        }
        for (var rule : cloud.all("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")) {
            var to = groups.get(text(rule, "securityGroupId"));
            connection(environment, peer(rule, groups, "internet"), to, rule, http, aliases);
        }
        for (var endpoint : cloud.all("aws:ec2/vpcEndpoint:VpcEndpoint")) {
            var service = text(endpoint, "serviceName").replaceFirst("^com\\.amazonaws\\.[a-z0-9-]+\\.", "");
            var gateway = "Gateway".equals(text(endpoint, "vpcEndpointType"));
            add(
                    connections,
                    environment,
                    new Call(
                            gateway ? "S3" : "endpoints",
                            "AWS " + service,
                            gateway ? "gateway" : "HTTPS",
                            "endpoint " + endpoint.name()));
        }
        for (var permission : cloud.all("aws:lambda/permission:Permission")) {
            add(
                    connections,
                    environment,
                    new Call(
                            text(permission, "principal"),
                            target(text(permission, "function")),
                            "Lambda",
                            "permission " + permission.name()));
        }
        cloud.all("aws:iam/rolePolicy:RolePolicy").forEach(policy -> permissions(environment, policy));
        return this;
    }

    private String page() {
        return graph() + "\n"
                + table("| from | to | how | declared by | where |\n| --- | --- | --- | --- | --- |", connections)
                + "\n"
                + "## Who may use which API\n\n"
                + "What the policies of the roles allow. `*-execution` is what ECS starts a task with, `*-task` what"
                + " its code has.\n\n"
                + table("| role | on | may | by statement | where |\n| --- | --- | --- | --- | --- |", permissions);
    }

    private String graph() {
        var lines = new ArrayList<String>();
        lines.add("```mermaid\nflowchart LR");
        names().forEach(name -> lines.add("  %s[\"%s\"]".formatted(id(name), name)));
        var ways = new LinkedHashMap<String, List<String>>();
        connections.forEach((call, where) -> ways.computeIfAbsent(
                        id(call.from()) + "|" + id(call.to()), unknown -> new ArrayList<>())
                .add(call.how() + (where.size() == environments.size() ? "" : " (" + String.join(", ", where) + ")")));
        ways.forEach((ends, how) -> lines.add(
                "  %s -->|\"%s\"| %s".formatted(ends.split("\\|")[0], String.join("<br>", how), ends.split("\\|")[1])));
        lines.add("```\n");
        return String.join("\n", lines);
    }

    private Set<String> names() {
        return connections.keySet().stream()
                .flatMap(call -> Stream.of(call.from(), call.to()))
                .collect(Collectors.toCollection(java.util.TreeSet::new));
    }

    private String table(String head, Map<Call, Set<String>> calls) {
        return calls.entrySet().stream()
                .map(entry -> "| %s | %s | %s | %s | %s |"
                        .formatted(
                                entry.getKey().from(),
                                entry.getKey().to(),
                                entry.getKey().how(),
                                entry.getKey().why(),
                                entry.getValue().size() == environments.size()
                                        ? "everywhere"
                                        : String.join(", ", entry.getValue())))
                .collect(Collectors.joining("\n", head + "\n", "\n"));
    }

    private void connection(
            String environment,
            String from,
            String to,
            Seen rule,
            Map<String, List<String>> http,
            Map<String, List<String>> aliases) {
        var port = ((Number) rule.inputs().get("fromPort")).intValue();
        var ways = from.equals("load-balancer")
                ? http
                : from.equals("internet") ? Map.<String, List<String>>of() : aliases;
        var how = Stream.concat(Stream.of("TCP " + port), ways.getOrDefault(to, List.of()).stream())
                .collect(Collectors.joining(", "));
        add(connections, environment, new Call(from, to, how, "rule " + text(rule, "description")));
    }

    /** The names of the security groups by their ids: what AWS calls them, without the environment. */
    private static Map<String, String> groups(Cloud cloud) {
        return cloud.all("aws:ec2/securityGroup:SecurityGroup").stream()
                .collect(Collectors.toMap(
                        group -> group.name() + "-id",
                        group -> text(group, "name").replaceFirst("^holdfast-[a-z]+(?:-\\d+)?-", "")));
    }

    private static String peer(Seen rule, Map<String, String> groups, String anywhere) {
        if (rule.inputs().containsKey("referencedSecurityGroupId")) {
            return groups.get(text(rule, "referencedSecurityGroupId"));
        }
        if (rule.inputs().containsKey("prefixListId")) {
            return "S3";
        }
        var range = text(rule, "cidrIpv4");
        return range.equals(ANYWHERE) ? anywhere : range;
    }

    /** Which paths the load balancer sends to which service. */
    private static Map<String, List<String>> http(Cloud cloud) {
        var paths = new TreeMap<String, List<String>>();
        for (var rule : cloud.all("aws:lb/listenerRule:ListenerRule")) {
            var tree = JSON.<JsonNode>valueToTree(rule.inputs());
            var values = stream(tree.at("/conditions/0/pathPattern/values"))
                    .map(JsonNode::asText)
                    .collect(Collectors.joining(" "));
            paths.computeIfAbsent(service(tree.at("/actions/0/targetGroupArn").asText()), one -> new ArrayList<>())
                    .add(values);
        }
        for (var listener : cloud.all("aws:lb/listener:Listener")) {
            var arn = JSON.<JsonNode>valueToTree(listener.inputs())
                    .at("/defaultActions/0/targetGroupArn")
                    .asText();
            if (!arn.isEmpty()) {
                paths.computeIfAbsent(service(arn), one -> new ArrayList<>()).add("all other paths");
            }
        }
        return paths;
    }

    /** Under which names services find which one. */
    private static Map<String, List<String>> aliases(Cloud cloud) {
        var names = new TreeMap<String, List<String>>();
        for (var service : cloud.all("aws:ecs/service:Service")) {
            stream(JSON.<JsonNode>valueToTree(service.inputs()).at("/serviceConnectConfiguration/services"))
                    .map(published -> published.path("clientAlias"))
                    .flatMap(alias -> alias.isArray() ? stream(alias) : Stream.of(alias))
                    .forEach(alias -> names.computeIfAbsent(service.name(), one -> new ArrayList<>())
                            .add("Service Connect " + alias.path("dnsName").asText() + ":"
                                    + alias.path("port").asInt()));
        }
        return names;
    }

    private static String service(String targetGroupArn) {
        return target(targetGroupArn).replaceFirst("^load-balancer-", "");
    }

    private void permissions(String environment, Seen policy) {
        var statements = read(text(policy, "policy")).path("Statement");
        for (var statement :
                statements.isArray() ? statements : JSON.createArrayNode().add(statements)) {
            for (var resource : many(statement.path("Resource"))) {
                add(
                        permissions,
                        environment,
                        new Call(
                                policy.name(),
                                target(resource),
                                many(statement.path("Action")).stream().sorted().collect(Collectors.joining(", ")),
                                statement.path("Sid").asText("")));
            }
        }
    }

    private static void add(Map<Call, Set<String>> calls, String environment, Call call) {
        calls.computeIfAbsent(call, unknown -> new LinkedHashSet<>()).add(environment);
    }

    /** What an ARN is about, without account, region and environment. */
    private static String target(String arn) {
        return arn.replaceFirst("^arn:aws:test:::", "")
                .replaceFirst("^arn:aws:[a-z0-9-]+:[a-z0-9-]*:\\d*:", "")
                .replaceFirst("holdfast-(?:dev|prod)", "holdfast-*")
                .replaceFirst("/holdfast/(?:dev|prod)", "/holdfast/*");
    }

    private static List<String> many(JsonNode one) {
        return one.isArray() ? stream(one).map(JsonNode::asText).toList() : List.of(one.asText());
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a policy is no JSON: " + json, e);
        }
    }

    private static String text(Seen resource, String input) {
        return String.valueOf(resource.inputs().get(input));
    }

    private static String id(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "_");
    }
}
