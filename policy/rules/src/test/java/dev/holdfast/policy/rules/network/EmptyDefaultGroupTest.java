package dev.holdfast.policy.rules.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EmptyDefaultGroupTest {
    private final EmptyDefaultGroup rule = new EmptyDefaultGroup();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource group = stack.add("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "network");

    @Test
    void passesAnEmptyOne() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesRules() {
        group.set("ingress", List.of(Map.of("protocol", "-1", "self", true)));

        assertThat(stack.violations(rule)).containsExactly("network: has rules for ingress");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        group.set("egress", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("network: egress is not known before the update");
    }
}
