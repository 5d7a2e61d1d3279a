package dev.holdfast.policy.rules.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FunctionLeavesItsGroupTest {
    private final FunctionLeavesItsGroup rule = new FunctionLeavesItsGroup();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource function = stack.add("aws:lambda/function:Function", "migrations")
            .set("vpcConfig", Map.of("subnetIds", List.of()))
            .set("replaceSecurityGroupsOnDestroy", true);

    @Test
    void passesAFunctionThatLeavesItsGroup() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void passesAFunctionOutside() {
        function.set("vpcConfig", null).set("replaceSecurityGroupsOnDestroy", null);

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesAFunctionThatDoesNot() {
        function.set("replaceSecurityGroupsOnDestroy", null);

        assertThat(stack.violations(rule)).containsExactly("migrations: keeps its security group after it is deleted");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        function.set("replaceSecurityGroupsOnDestroy", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule))
                .containsExactly("migrations: replaceSecurityGroupsOnDestroy is not known before the update");
    }
}
