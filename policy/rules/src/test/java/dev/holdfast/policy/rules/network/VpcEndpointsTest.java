package dev.holdfast.policy.rules.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class VpcEndpointsTest {
    private final VpcEndpoints rule = new VpcEndpoints();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource vpc = stack.add("aws:ec2/vpc:Vpc", "network").set("id", "vpc-1");
    private final TestResource service = stack.add("aws:ecs/service:Service", "api");
    private final TestResource endpoint = stack.add("aws:ec2/vpcEndpoint:VpcEndpoint", "s3")
            .set("vpcId", "vpc-1")
            .set("serviceName", "com.amazonaws.eu-central-1.s3");
    private final TestResource gateway = stack.add("aws:ec2/natGateway:NatGateway", "network");

    @Test
    void passesAnEndpointForS3BesideNatGateways() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesTheWayToS3ThroughNatGateways() {
        endpoint.set("serviceName", "com.amazonaws.eu-central-1.logs");

        assertThat(stack.violations(rule)).containsExactly("network: has no endpoint for s3");
    }

    @Test
    void refusesAVpcWithoutAnyWay() {
        var closed = new TestStack("holdfast", "prod");
        closed.add("aws:ec2/vpc:Vpc", "network").set("id", "vpc-1");
        closed.add("aws:ecs/service:Service", "api");

        assertThat(closed.violations(rule))
                .containsExactly(
                        "network: has no endpoint for s3",
                        "network: has no endpoint for ecr.api",
                        "network: has no endpoint for ecr.dkr",
                        "network: has no endpoint for logs",
                        "network: has no endpoint for secretsmanager");
    }

    @Test
    void leavesAVpcWithoutTasksAlone() {
        var empty = new TestStack("holdfast", "prod");
        empty.add("aws:ec2/vpc:Vpc", "network");

        assertThat(empty.findings(rule)).isEmpty();
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        endpoint.set("serviceName", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("network: serviceName is not known before the update");
    }
}
