package dev.holdfast.policy.rules.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class PinnedImageTest {
    private final PinnedImage rule = new PinnedImage();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource task =
            stack.add("aws:ecs/taskDefinition:TaskDefinition", "web").set("containerDefinitions", """
                [{"name": "web", "image": "111111111111.dkr.ecr.eu-central-1.amazonaws.com/holdfast/web@sha256:0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a"}]""");

    @Test
    void passesAContainerThatComplies() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesATag() {
        task.set("containerDefinitions", """
                [{"name": "web", "image": "111111111111.dkr.ecr.eu-central-1.amazonaws.com/holdfast/web:latest"}]""");

        assertThat(stack.violations(rule))
                .containsExactly("web: container web has an image without a digest, or not from ECR");
    }

    @Test
    void refusesAnotherRegistry() {
        task.set("containerDefinitions", """
                [{"name": "web", "image": "docker.io/library/nginx@sha256:0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a"}]""");

        assertThat(stack.violations(rule))
                .containsExactly("web: container web has an image without a digest, or not from ECR");
    }

    @Test
    void refusesNoImage() {
        task.set("containerDefinitions", """
                [{"name": "web"}]""");

        assertThat(stack.violations(rule))
                .containsExactly("web: container web has an image without a digest, or not from ECR");
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

    @Test
    void leavesEnvironmentsThatAreNotKeptAlone() {
        var dev = new TestStack("holdfast", "dev");
        dev.add("aws:ecs/taskDefinition:TaskDefinition", "web").set("containerDefinitions", """
                [{"name": "web", "image": "111111111111.dkr.ecr.eu-central-1.amazonaws.com/holdfast/web:latest"}]""");

        assertThat(dev.findings(rule)).isEmpty();
    }
}
