package dev.holdfast.policy.rules.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeparateRulesTest {
    private final SeparateRules rule = new SeparateRules();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource group = stack.add("aws:ec2/securityGroup:SecurityGroup", "api");

    @Test
    void passesAGroupWithoutRulesOfItsOwn() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesARuleAsAnArgument() {
        group.set("ingress", List.of(Map.of("protocol", "tcp")));

        assertThat(stack.violations(rule)).containsExactly("api: ingress is set");
    }

    @Test
    void refusesBothDirections() {
        group.set("ingress", List.of(Map.of("protocol", "tcp"))).set("egress", List.of(Map.of("protocol", "tcp")));

        assertThat(stack.violations(rule)).containsExactly("api: ingress is set", "api: egress is set");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        group.set("egress", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("api: egress is not known before the update");
    }
}
