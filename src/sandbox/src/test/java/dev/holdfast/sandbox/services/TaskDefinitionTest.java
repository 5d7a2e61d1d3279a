package dev.holdfast.sandbox.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Resource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskDefinitionTest {
    @ParameterizedTest
    @CsvSource({"256,512", "256,2048", "512,4096", "1024,3072", "8192,20480", "16384,122880"})
    void acceptsWhatFargateSells(String cpu, String memory) {
        assertThat(definition(Map.of("cpu", cpu, "memory", memory)).memory()).isEqualTo(Integer.parseInt(memory));
    }

    @ParameterizedTest
    @CsvSource({"256,256", "256,1536", "256,4096", "300,512", "1024,2500", "8192,17408"})
    void refusesWhatFargateDoesNotSell(String cpu, String memory) {
        assertThatThrownBy(() -> definition(Map.of("cpu", cpu, "memory", memory)))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("No Fargate configuration exists for given values: " + cpu + " CPU, " + memory);
    }

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

    @Test
    void refusesANetworkModeThatFargateDoesNotHave() {
        assertThatThrownBy(() -> definition(Map.of("networkMode", "bridge"))).hasMessageContaining("awsvpc");
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
