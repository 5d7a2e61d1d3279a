package dev.holdfast.policy.rules.ecr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class RepositoryLifecycleTest {
    private final RepositoryLifecycle rule = new RepositoryLifecycle();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource repository =
            stack.add("aws:ecr/repository:Repository", "web").set("name", "holdfast/web");
    private final TestResource lifecycle =
            stack.add("aws:ecr/lifecyclePolicy:LifecyclePolicy", "web").set("repository", "holdfast/web");

    @Test
    void passesARepositoryThatCleansUp() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesARepositoryThatDoesNot() {
        lifecycle.set("repository", "holdfast/api");

        assertThat(stack.violations(rule)).containsExactly("web: has no lifecycle policy");
    }

    @Test
    void doesNotDecideAmongSeveralThatAreUnknown() {
        stack.add("aws:ecr/repository:Repository", "api");
        lifecycle.set("repository", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).hasSize(2);
    }
}
