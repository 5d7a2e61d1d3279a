package dev.holdfast.policy.rules.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class SoleCandidateTest {
    private final TestStack stack = new TestStack("holdfast", "prod");

    @Test
    void takesTheOnlyOneForWhatIsNotKnownYet() {
        stack.add(VPC, "network").set("arn", Value.UNKNOWN);
        stack.add(FLOW_LOG, "network").set("vpcId", Value.UNKNOWN);

        assertThat(stack.violations(new VpcFlowLog())).isEmpty();
        assertThat(stack.notEvaluated(new VpcFlowLog())).isEmpty();
    }

    @Test
    void doesNotGuessAmongSeveral() {
        stack.add(VPC, "network").set("arn", Value.UNKNOWN);
        stack.add(VPC, "other").set("arn", Value.UNKNOWN);
        stack.add(FLOW_LOG, "network").set("vpcId", Value.UNKNOWN);

        assertThat(stack.notEvaluated(new VpcFlowLog())).hasSize(2);
    }

    @Test
    void doesNotTakeWhatIsUnknownForOneThatIsThere() {
        stack.add(VPC, "network")
                .set("arn", "arn:aws:ec2:eu-central-1:111111111111:vpc/vpc-1")
                .set("id", "vpc-1");
        stack.add(FLOW_LOG, "network").set("vpcId", Value.UNKNOWN);

        assertThat(stack.notEvaluated(new VpcFlowLog())).hasSize(1);
    }

    private static final String VPC = "aws:ec2/vpc:Vpc";
    private static final String FLOW_LOG = "aws:ec2/flowLog:FlowLog";
}
