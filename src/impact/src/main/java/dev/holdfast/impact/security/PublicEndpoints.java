package dev.holdfast.impact.security;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.impact.SecurityChange.Kind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What gets a public address or answers everybody by one property. A value that only the update knows may be either. */
final class PublicEndpoints implements FactInspection {
    private static final List<Endpoint> ENDPOINTS = List.of(
            new Endpoint(
                    "is reached from the internet",
                    "is no longer reached from the internet",
                    notOn("internal"),
                    List.of("aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer")),
            new Endpoint(
                    "has a public address",
                    "no longer has a public address",
                    on("publiclyAccessible"),
                    List.of(
                            "aws:rds/instance:Instance",
                            "aws:rds/clusterInstance:ClusterInstance",
                            "aws:redshift/cluster:Cluster",
                            "aws:dms/replicationInstance:ReplicationInstance",
                            "aws:mq/broker:Broker")),
            new Endpoint(
                    "has a public address",
                    "no longer has a public address",
                    on("associatePublicIpAddress"),
                    List.of("aws:ec2/instance:Instance")),
            new Endpoint(
                    "gives public addresses to what starts in it",
                    "no longer gives public addresses to what starts in it",
                    on("mapPublicIpOnLaunch"),
                    List.of("aws:ec2/subnet:Subnet", "aws:ec2/defaultSubnet:DefaultSubnet")),
            new Endpoint(
                    "gives its tasks public addresses",
                    "no longer gives its tasks public addresses",
                    inputs -> on("assignPublicIp").test(inputs.path("networkConfiguration")),
                    List.of("aws:ecs/service:Service")),
            new Endpoint(
                    "answers whoever asks, without a signature",
                    "no longer answers without a signature",
                    inputs -> inputs.path("authorizationType").asText().equals("NONE"),
                    List.of("aws:lambda/functionUrl:FunctionUrl")),
            new Endpoint(
                    "lets everybody read",
                    "no longer lets everybody read",
                    inputs -> inputs.path("acl").asText().startsWith("public-"),
                    List.of(
                            "aws:s3/bucketAclV2:BucketAclV2",
                            "aws:s3/bucketAcl:BucketAcl",
                            "aws:s3/bucket:Bucket",
                            "aws:s3/bucketV2:BucketV2")),
            new Endpoint(
                    "lets the internet reach its API",
                    "no longer lets the internet reach its API",
                    inputs -> !off("endpointPublicAccess").test(inputs.path("vpcConfig")),
                    List.of("aws:eks/cluster:Cluster")));

    private record Endpoint(String words, String gone, Predicate<JsonNode> open, List<String> types) {}

    @Override
    public Set<Fact> facts(Compared resource, JsonNode inputs, Referents referents) {
        var facts = new LinkedHashSet<Fact>();
        ENDPOINTS.stream()
                .filter(endpoint -> endpoint.types().contains(resource.type())
                        && endpoint.open().test(inputs))
                .forEach(endpoint -> facts.add(new Fact(
                        Kind.EXPOSURE,
                        true,
                        resource.name() + " " + endpoint.words(),
                        resource.name() + " " + endpoint.gone())));
        return facts;
    }

    private static Predicate<JsonNode> on(String property) {
        return inputs -> inputs.path(property).asBoolean() || Referents.unknown(inputs.path(property));
    }

    private static Predicate<JsonNode> off(String property) {
        return inputs ->
                inputs.path(property).isBoolean() && !inputs.path(property).asBoolean();
    }

    private static Predicate<JsonNode> notOn(String property) {
        return inputs -> !inputs.path(property).asBoolean();
    }
}
