package dev.holdfast.policy.rules.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class SupportedRuntimeTest {
    private final SupportedRuntime rule = new SupportedRuntime();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource function =
            stack.add("aws:lambda/function:Function", "migrations").set("packageType", "Image");

    @Test
    void passesAnImage() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void passesARuntimeThatAwsMends() {
        function.set("packageType", null).set("runtime", "java21");

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesARuntimeThatAwsGaveUp() {
        function.set("packageType", "Zip").set("runtime", "python3.7");

        assertThat(stack.violations(rule)).containsExactly("migrations: runs on python3.7");
    }

    @Test
    void refusesNone() {
        function.set("packageType", null);

        assertThat(stack.violations(rule)).containsExactly("migrations: runs on no runtime");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        function.set("packageType", null).set("runtime", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("migrations: runtime is not known before the update");
    }
}
