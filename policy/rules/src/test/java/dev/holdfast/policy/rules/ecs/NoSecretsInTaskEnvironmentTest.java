package dev.holdfast.policy.rules.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class NoSecretsInTaskEnvironmentTest {
    private final NoSecretsInTaskEnvironment rule = new NoSecretsInTaskEnvironment();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource task =
            stack.add("aws:ecs/taskDefinition:TaskDefinition", "web").set("containerDefinitions", """
                [{"name": "web", "environment": [{"name": "PORT", "value": "8080"}, {"name": "DATABASE_SECRET_ARN", "value": "arn:aws:secretsmanager:eu-central-1:111111111111:secret:a"}]}]""");

    @Test
    void passesAContainerThatComplies() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesAPassword() {
        task.set("containerDefinitions", """
                [{"name": "web", "environment": [{"name": "DATABASE_PASSWORD", "value": "hunter2"}]}]""");

        assertThat(stack.violations(rule))
                .containsExactly("web: container web has the secret DATABASE_PASSWORD in plain text");
    }

    @Test
    void refusesAnAccessKeyByAnyName() {
        task.set("containerDefinitions", """
                [{"name": "web", "environment": [{"name": "OTHER", "value": "AKIAIOSFODNN7EXAMPLE"}]}]""");

        assertThat(stack.violations(rule)).containsExactly("web: container web has the secret OTHER in plain text");
    }

    @Test
    void tellsOfEachSecret() {
        task.set("containerDefinitions", """
                [{"name": "web", "environment": [{"name": "API_KEY", "value": "a"}, {"name": "TOKEN", "value": "b"}]}]""");

        assertThat(stack.violations(rule))
                .containsExactly(
                        "web: container web has the secret API_KEY in plain text",
                        "web: container web has the secret TOKEN in plain text");
    }

    @Test
    void passesWhatComesFromSecretsManager() {
        task.set("containerDefinitions", """
                [{"name": "web", "secrets": [{"name": "DATABASE_PASSWORD", "valueFrom": "arn:aws:secretsmanager:eu-central-1:111111111111:secret:a"}]}]""");

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        task.set("containerDefinitions", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule))
                .containsExactly("web: containerDefinitions is not known before the update");
    }

    @Test
    void hasNothingToSayOfATaskWithoutContainers() {
        task.set("containerDefinitions", null);

        assertThat(stack.findings(rule)).isEmpty();
    }
}
