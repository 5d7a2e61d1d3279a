package dev.holdfast.policy.rules.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class DescribedRuleTest {
    private final DescribedRule rule = new DescribedRule();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource group =
            stack.add("aws:ec2/securityGroup:SecurityGroup", "api").set("description", "The tasks of api");
    private final TestResource ingress = stack.add(
                    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "web-to-api")
            .set("description", "Requests");

    @Test
    void passesWhatSaysWhatItIsFor() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesAGroupWithTheProvidersWords() {
        group.set("description", "Managed by Pulumi");

        assertThat(stack.violations(rule)).containsExactly("api: the group does not say what it is for");
    }

    @Test
    void refusesAGroupWithout() {
        group.set("description", null);

        assertThat(stack.violations(rule)).containsExactly("api: the group does not say what it is for");
    }

    @Test
    void refusesARuleWithout() {
        ingress.set("description", null);

        assertThat(stack.violations(rule)).containsExactly("web-to-api: the rule does not say what it is for");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        ingress.set("description", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("web-to-api: description is not known before the update");
    }
}
