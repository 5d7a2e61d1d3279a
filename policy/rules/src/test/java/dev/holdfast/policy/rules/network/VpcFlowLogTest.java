package dev.holdfast.policy.rules.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class VpcFlowLogTest {
    private final VpcFlowLog rule = new VpcFlowLog();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource vpc = stack.add("aws:ec2/vpc:Vpc", "network")
            .set("id", "vpc-1")
            .set("arn", "arn:aws:ec2:eu-central-1:111111111111:vpc/vpc-1");
    private final TestResource other =
            stack.add("aws:ec2/flowLog:FlowLog", "network").set("vpcId", "vpc-1");

    @Test
    void passesAVpcThatHasOne() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesAVpcWithout() {
        stack.add("aws:ec2/vpc:Vpc", "second").set("id", "vpc-2");

        assertThat(stack.violations(rule)).containsExactly("second: has no flow log");
    }

    @Test
    void refusesOneOfAnotherVpc() {
        other.set("vpcId", "vpc-2");

        assertThat(stack.violations(rule)).containsExactly("network: has no flow log");
    }

    @Test
    void doesNotDecideAmongSeveralThatAreUnknown() {
        stack.add("aws:ec2/vpc:Vpc", "second").set("id", "vpc-2");
        other.set("vpcId", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).hasSize(2);
    }
}
