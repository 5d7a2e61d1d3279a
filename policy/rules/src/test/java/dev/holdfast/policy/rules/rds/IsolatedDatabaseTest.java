package dev.holdfast.policy.rules.rds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IsolatedDatabaseTest {
    private final IsolatedDatabase rule = new IsolatedDatabase();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource subnet = stack.add("aws:ec2/subnet:Subnet", "isolated");
    private final TestResource table = stack.add("aws:ec2/routeTable:RouteTable", "isolated");
    private final TestResource gateway = stack.add("aws:ec2/internetGateway:InternetGateway", "internet");
    private final TestResource group =
            stack.add("aws:rds/subnetGroup:SubnetGroup", "database").refersToOnly("subnetIds", subnet);

    IsolatedDatabaseTest() {
        stack.add("aws:ec2/routeTableAssociation:RouteTableAssociation", "isolated")
                .refersTo("subnetId", subnet)
                .refersTo("routeTableId", table);
    }

    @Test
    void passesSubnetsWithoutAWayOut() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesASubnetWithARouteToTheInternetGateway() {
        stack.add("aws:ec2/route:Route", "out").refersTo("routeTableId", table).refersTo("gatewayId", gateway);

        assertThat(stack.violations(rule)).containsExactly("database: subnet isolated has route out to the internet");
    }

    @Test
    void refusesARouteThatTheTableItselfHas() {
        table.set("routes", List.of(Map.of("cidrBlock", "0.0.0.0/0", "gatewayId", "igw-1")));

        assertThat(stack.violations(rule))
                .containsExactly("database: subnet isolated has a route in table isolated to the internet");
    }

    @Test
    void doesNotDecideAboutSubnetsThatNothingTells() {
        group.set("subnetIds", Value.UNKNOWN).set("name", "x");
        var other = stack.add("aws:rds/subnetGroup:SubnetGroup", "other").set("subnetIds", Value.UNKNOWN);

        assertThat(other.urn()).isNotEmpty();
        assertThat(stack.notEvaluated(rule))
                .hasSize(1)
                .allSatisfy(said -> assertThat(said).startsWith("other: "));
    }
}
