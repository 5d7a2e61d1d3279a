package dev.holdfast.policy.rules.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TracedFunctionTest {
    private final TracedFunction rule = new TracedFunction();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource function =
            stack.add("aws:lambda/function:Function", "function").set("tracingConfig", Map.of("mode", "Active"));

    @Test
    void passesAFunctionThatIsTraced() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void advisesToTraceIt() {
        function.set("tracingConfig", Map.of("mode", "PassThrough"));

        assertThat(stack.violations(rule)).containsExactly("function: is not traced");
    }

    @Test
    void refusesWhereItIsNotSet() {
        function.set("tracingConfig", null);

        assertThat(stack.violations(rule)).containsExactly("function: is not traced");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        function.set("tracingConfig", Map.of("mode", Value.UNKNOWN));

        assertThat(stack.notEvaluated(rule))
                .containsExactly("function: tracingConfig.mode is not known before the update");
    }
}
