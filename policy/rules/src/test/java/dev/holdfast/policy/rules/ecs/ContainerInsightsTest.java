package dev.holdfast.policy.rules.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContainerInsightsTest {
    private final ContainerInsights rule = new ContainerInsights();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource cluster = stack.add("aws:ecs/cluster:Cluster", "cluster")
            .set("settings", List.of(Map.of("name", "containerInsights", "value", "enhanced")));

    @Test
    void passesAClusterThatMeasures() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesAClusterThatIsToldNotTo() {
        cluster.set("settings", List.of(Map.of("name", "containerInsights", "value", "disabled")));

        assertThat(stack.violations(rule)).containsExactly("cluster: containerInsights is off");
    }

    @Test
    void refusesAClusterThatSaysNothing() {
        cluster.set("settings", null);

        assertThat(stack.violations(rule)).containsExactly("cluster: containerInsights is off");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        cluster.set("settings", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("cluster: settings is not known before the update");
    }
}
