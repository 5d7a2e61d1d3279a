package dev.holdfast.policy.rules.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class FunctionTimeoutTest {
    private final FunctionTimeout rule = new FunctionTimeout();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource function =
            stack.add("aws:lambda/function:Function", "function").set("timeout", 60);

    @Test
    void passesATimeoutOfItsOwn() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesTheOneThatLambdaTakesByItself() {
        function.set("timeout", 3);

        assertThat(stack.violations(rule))
                .containsExactly("function: timeout is Lambda's own, or longer than it allows");
    }

    @Test
    void refusesWhereItIsNotSet() {
        function.set("timeout", null);

        assertThat(stack.violations(rule))
                .containsExactly("function: timeout is Lambda's own, or longer than it allows");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        function.set("timeout", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("function: timeout is not known before the update");
    }
}
