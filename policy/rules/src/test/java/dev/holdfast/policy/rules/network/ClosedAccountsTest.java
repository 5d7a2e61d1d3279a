package dev.holdfast.policy.rules.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class ClosedAccountsTest {
    private final ClosedAccounts rule = new ClosedAccounts();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource provider = stack.add("pulumi:providers:aws", "account-log-archive");

    @Test
    void passesAnAccountThatIsClosed() {
        stack.add("aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions", "log-archive")
                .provider(provider)
                .set("internetGatewayBlockMode", "block-bidirectional");

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesAnAccountThatIsOpen() {
        assertThat(stack.violations(rule))
                .containsExactly("account-log-archive: account-log-archive does not block the internet");
    }

    @Test
    void refusesAnAccountThatIsHalfOpen() {
        stack.add("aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions", "log-archive")
                .provider(provider)
                .set("internetGatewayBlockMode", "block-ingress");

        assertThat(stack.violations(rule))
                .containsExactly("account-log-archive: account-log-archive does not block the internet");
    }

    @Test
    void leavesTheAccountsOfWorkloadsAlone() {
        var workload = new TestStack("holdfast-organization", "management");
        workload.add("pulumi:providers:aws", "account-prod");

        assertThat(workload.findings(rule)).isEmpty();
    }
}
