package dev.holdfast.policy.rules.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FunctionEnvironmentKeyTest {
    private final FunctionEnvironmentKey rule = new FunctionEnvironmentKey();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource function = stack.add("aws:lambda/function:Function", "migrations")
            .set("environment", Map.of("variables", Map.of("PORT", "5432")))
            .set("kmsKeyArn", "arn:aws:kms:key");

    @Test
    void passesAKeyOfOurOwn() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void passesAKeyThatIsNotKnownYet() {
        function.set("kmsKeyArn", Value.UNKNOWN);

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void passesAFunctionWithoutVariables() {
        function.set("environment", null).set("kmsKeyArn", null);

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void advisesAgainstAwssKey() {
        function.set("kmsKeyArn", null);

        assertThat(stack.violations(rule)).containsExactly("migrations: variables are encrypted with AWS's key");
    }
}
