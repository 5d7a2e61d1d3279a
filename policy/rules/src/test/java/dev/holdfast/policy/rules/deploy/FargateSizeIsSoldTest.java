package dev.holdfast.policy.rules.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import java.util.List;
import org.junit.jupiter.api.Test;

class FargateSizeIsSoldTest {
    private final FargateSizeIsSold rule = new FargateSizeIsSold();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource definition = stack.add("aws:ecs/taskDefinition:TaskDefinition", "api")
            .set("requiresCompatibilities", List.of("FARGATE"));

    @Test
    void passesPairsThatAreSold() {
        for (var pair :
                List.of("256 512", "256 2048", "512 4096", "1024 2048", "4096 30720", "8192 16384", "16384 122880")) {
            definition.set("cpu", pair.split(" ")[0]).set("memory", pair.split(" ")[1]);
            assertThat(stack.findings(rule)).as(pair).isEmpty();
        }
        definition.set("cpu", "1 vCPU").set("memory", "3 GB");
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesPairsThatAreNot() {
        for (var pair : List.of("256 1536", "256 4096", "512 512", "1024 2500", "8192 17408", "16384 32000")) {
            definition.set("cpu", pair.split(" ")[0]).set("memory", pair.split(" ")[1]);
            assertThat(stack.violations(rule)).as(pair).hasSize(1);
        }
        definition.set("cpu", "1024").set("memory", "1024");
        assertThat(stack.violations(rule))
                .containsExactly("api: memory 1024 is not sold with cpu 1024; 2048 to 8192 is, in steps of 1024");
    }

    @Test
    void refusesACpuThatIsNotSoldAndOneThatIsNotSet() {
        definition.set("cpu", "300").set("memory", "512");
        assertThat(stack.violations(rule))
                .containsExactly("api: cpu 300 is not sold; 256, 512, 1024, 2048, 4096, 8192 and 16384 are");

        definition.set("cpu", null);
        assertThat(stack.violations(rule)).containsExactly("api: cpu and memory are not both set");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        definition.set("cpu", Value.UNKNOWN).set("memory", "512");

        assertThat(stack.notEvaluated(rule)).containsExactly("api: cpu is not known before the update");
    }
}
