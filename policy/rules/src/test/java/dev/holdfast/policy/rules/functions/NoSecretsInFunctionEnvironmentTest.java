package dev.holdfast.policy.rules.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NoSecretsInFunctionEnvironmentTest {
    private final NoSecretsInFunctionEnvironment rule = new NoSecretsInFunctionEnvironment();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource function = stack.add("aws:lambda/function:Function", "migrations")
            .set("environment", Map.of("variables", Map.of("DATABASE_SECRET_ARN", Value.UNKNOWN, "PORT", "5432")));

    @Test
    void passesThePlaceOfASecret() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void passesAFunctionWithoutVariables() {
        function.set("environment", null);

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesAPassword() {
        function.set("environment", Map.of("variables", Map.of("DATABASE_PASSWORD", "hunter2")));

        assertThat(stack.violations(rule))
                .containsExactly("migrations: has the secret DATABASE_PASSWORD in plain text");
    }

    @Test
    void refusesAnAccessKeyByAnyName() {
        function.set("environment", Map.of("variables", Map.of("OTHER", "AKIAIOSFODNN7EXAMPLE")));

        assertThat(stack.violations(rule)).containsExactly("migrations: has the secret OTHER in plain text");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        function.set("environment", Map.of("variables", Value.UNKNOWN));

        assertThat(stack.notEvaluated(rule))
                .containsExactly("migrations: environment.variables is not known before the update");
    }
}
