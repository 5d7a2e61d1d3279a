package dev.holdfast.sandbox.services;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Resource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskDefinitionTest {
    @Test
    void refusesContainersThatAreNoJson() {
        assertThatThrownBy(() -> definition(Map.of("containerDefinitions", "[{")))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("container_definitions is invalid");
    }

    @Test
    void refusesAContainerWithoutAnImage() {
        assertThatThrownBy(() -> definition(Map.of("containerDefinitions", "[{\"name\":\"api\"}]")))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("Container.image");
    }

    @Test
    void refusesATaskWithoutAnEssentialContainer() {
        assertThatThrownBy(() -> definition(Map.of("containerDefinitions", "[]")))
                .hasMessageContaining("At least one container must be essential");
    }

    private static TaskDefinition definition(Map<String, Object> changes) {
        var outputs = new HashMap<String, Object>(Map.of(
                "family", "api",
                "cpu", "256",
                "memory", "512",
                "networkMode", "awsvpc",
                "executionRoleArn", "arn:aws:iam::111122223333:role/execution",
                "containerDefinitions", "[{\"name\":\"api\",\"image\":\"api\"}]"));
        outputs.putAll(changes);
        return TaskDefinition.of(
                new Resource(TaskDefinition.TYPE, TestCloud.ACCOUNT, TestCloud.REGION, "api", Map.of(), outputs));
    }
}
