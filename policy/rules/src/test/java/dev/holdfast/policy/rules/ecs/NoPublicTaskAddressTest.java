package dev.holdfast.policy.rules.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NoPublicTaskAddressTest {
    private final NoPublicTaskAddress rule = new NoPublicTaskAddress();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource service = stack.add("aws:ecs/service:Service", "service")
            .set("networkConfiguration", Map.of("assignPublicIp", false));

    @Test
    void passesTasksInside() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesTasksWithAPublicAddress() {
        service.set("networkConfiguration", Map.of("assignPublicIp", true));

        assertThat(stack.violations(rule)).containsExactly("service: assignPublicIp is on");
    }

    @Test
    void passesWhereItIsNotSet() {
        service.set("networkConfiguration", null);

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        service.set("networkConfiguration", Map.of("assignPublicIp", Value.UNKNOWN));

        assertThat(stack.notEvaluated(rule))
                .containsExactly("service: networkConfiguration.assignPublicIp is not known before the update");
    }
}
