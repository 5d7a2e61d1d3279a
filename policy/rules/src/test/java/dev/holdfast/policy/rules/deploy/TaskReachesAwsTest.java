package dev.holdfast.policy.rules.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskReachesAwsTest {
    private final TaskReachesAws rule = new TaskReachesAws();
    private final SmallService system = new SmallService();
    private final TestResource table =
            system.stack.add("aws:ec2/routeTable:RouteTable", "private").set("id", "rtb-1");
    private final TestResource route = system.stack
            .add("aws:ec2/route:Route", "out")
            .set("routeTableId", "rtb-1")
            .set("destinationCidrBlock", "0.0.0.0/0")
            .set("natGatewayId", "nat-1");

    private final TestResource endpointGroup =
            system.stack.add("aws:ec2/securityGroup:SecurityGroup", "security-endpoints");

    TaskReachesAwsTest() {
        system.stack
                .add("aws:ec2/routeTableAssociation:RouteTableAssociation", "private")
                .refersTo("routeTableId", table)
                .refersTo("subnetId", system.subnet);
    }

    @Test
    void passesASubnetWithARouteToANatGateway() {
        assertThat(system.stack.findings(rule)).isEmpty();
    }

    @Test
    void passesASubnetWithAllEndpoints() {
        route.set("natGatewayId", null);
        endpoints();

        assertThat(system.stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesEndpointsThatDoNotLetTheTaskIn() {
        route.set("natGatewayId", null);
        endpoints();
        endpointGroup.set("ingress", List.of());

        assertThat(system.stack.violations(rule))
                .containsExactly(
                        "api: api -> private -> nowhere: no route and no endpoint leads to ecr.api, ecr.dkr, logs,"
                                + " secretsmanager");
    }

    @Test
    void refusesAnInternetGatewayForATaskWithoutPublicAddress() {
        route.set("natGatewayId", null).set("gatewayId", "igw-1");

        assertThat(system.stack.violations(rule))
                .containsExactly(
                        "api: api -> private -> nowhere: no route and no endpoint leads to ecr.api, ecr.dkr, s3,"
                                + " logs, secretsmanager");
    }

    @Test
    void refusesASecurityGroupThatLetsNothingOut() {
        system.group.set("egress", null);

        assertThat(system.stack.violations(rule))
                .containsExactly("api: no security group of it lets anything out at port 443");
    }

    @Test
    void doesNotDecideForSubnetsThatAreUnknown() {
        system.service.set("networkConfiguration", Map.of("subnets", Value.UNKNOWN, "securityGroups", List.of("sg-1")));

        assertThat(system.stack.notEvaluated(rule)).hasSize(1);
    }

    private void endpoints() {
        endpointGroup
                .set("id", "sg-2")
                .set(
                        "ingress",
                        List.of(Map.of(
                                "protocol", "tcp", "fromPort", 443, "toPort", 443, "securityGroups", List.of("sg-1"))));
        for (var name : List.of("ecr.api", "ecr.dkr", "logs", "secretsmanager")) {
            system.stack
                    .add("aws:ec2/vpcEndpoint:VpcEndpoint", name)
                    .set("serviceName", "com.amazonaws.eu-central-1." + name)
                    .set("vpcEndpointType", "Interface")
                    .set("privateDnsEnabled", true)
                    .set("securityGroupIds", List.of("sg-2"));
        }
        system.stack
                .add("aws:ec2/vpcEndpoint:VpcEndpoint", "s3")
                .set("serviceName", "com.amazonaws.eu-central-1.s3")
                .set("routeTableIds", List.of("rtb-1"));
    }
}
