package dev.holdfast.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** References by ids that are known, to resources of a provider that does not repeat the id among the outputs. */
class IdsThatNobodyRepeatsTest {
    private static final String SUBNET = "aws:ec2/subnet:Subnet";
    private static final String GATEWAY = "aws:ec2/natGateway:NatGateway";

    @Test
    void readsTheIdAtTheEndOfAnArn() {
        var subnet = resource(SUBNET, "private", Map.of("arn", "arn:aws:ec2:eu-central-1:1:subnet/subnet-1"), Map.of());
        var service = resource("aws:ecs/service:Service", "api", Map.of("subnets", List.of("subnet-1")), Map.of());

        assertThat(stack(subnet, service).referenced(service, "subnets", SUBNET))
                .containsExactly(subnet);
    }

    @Test
    void takesTheNameAtTheEndOfOtherArnsForNoId() {
        var logs = resource(
                "aws:cloudwatch/logGroup:LogGroup",
                "logs",
                Map.of("arn", "arn:aws:logs:eu-central-1:1:log-group:/holdfast/api"),
                Map.of());
        var service = resource("aws:ecs/service:Service", "api", Map.of("logs", "api"), Map.of());

        assertThat(stack(logs, service).referenced(service, "logs", logs.type()))
                .isEmpty();
    }

    @Test
    void followsWhatAnIdWasComputedFrom() {
        var gateway = resource(GATEWAY, "nat", Map.of(), Map.of());
        var route = resource(
                "aws:ec2/route:Route",
                "out",
                Map.of("natGatewayId", "nat-1"),
                Map.of("natGatewayId", Set.of(gateway.urn())));

        assertThat(stack(gateway, route).referenced(route, "natGatewayId", GATEWAY))
                .containsExactly(gateway);
    }

    @Test
    void takesAnotherIdThanTheOneThatAResourceSaysForNoReference() {
        var gateway = resource(GATEWAY, "nat", Map.of("id", "nat-2"), Map.of());
        var route = resource(
                "aws:ec2/route:Route",
                "out",
                Map.of("natGatewayId", "nat-1"),
                Map.of("natGatewayId", Set.of(gateway.urn())));

        assertThat(stack(gateway, route).external(route, "natGatewayId", GATEWAY))
                .containsExactly("nat-1");
    }

    private static PolicyStack stack(PolicyResource... resources) {
        return new PolicyStack(StackIdentity.named("holdfast", "prod"), List.of(resources));
    }

    private static PolicyResource resource(
            String type, String name, Map<String, Object> properties, Map<String, Set<String>> dependencies) {
        return new PolicyResource(
                "urn:pulumi:prod::holdfast::" + type + "::" + name,
                type,
                name,
                Value.of("", properties),
                ResourceOptions.NONE,
                Optional.empty(),
                "",
                List.of(),
                dependencies);
    }
}
