package dev.holdfast.policy.rules.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TargetFitsContainerTest {
    private final TargetFitsContainer rule = new TargetFitsContainer();
    private final SmallService system = new SmallService();

    @Test
    void passesATargetGroupOfAPortThatTheContainerHas() {
        assertThat(system.stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesAHealthCheckOfAnotherPort() {
        system.targets.set("healthCheck", Map.of("path", "/", "port", "9090"));

        assertThat(system.stack.violations(rule))
                .containsExactly("api: api asks port 9090 for its health, and sends to 8080");
    }

    @Test
    void refusesAHealthCheckOfNoPathAndTargetsThatAreInstances() {
        system.targets.set("healthCheck", Map.of("path", "health"));

        assertThat(system.stack.violations(rule))
                .containsExactly("api: api asks path health for its health; a path begins with /");

        system.targets.set("healthCheck", null).set("targetType", null);
        assertThat(system.stack.violations(rule))
                .containsExactly("api: api has targets of type instance; tasks of Fargate are of type ip");
    }

    @Test
    void refusesAPortAndAContainerThatAreNotThere() {
        system.definition.set("containerDefinitions", "[{\"name\":\"api\",\"portMappings\":[{\"containerPort\":80}]}]");

        assertThat(system.stack.violations(rule)).containsExactly("api: container api of api has no port 8080");

        system.definition.set("containerDefinitions", "[{\"name\":\"web\"}]");
        assertThat(system.stack.violations(rule)).containsExactly("api: api has no container api");
    }

    @Test
    void doesNotDecideWhichOfTwoGroupsIsMeantIfOnlyOneFits() {
        system.service.set(
                "loadBalancers",
                List.of(Map.of("containerName", "api", "containerPort", 8080, "targetGroupArn", Value.UNKNOWN)));
        assertThat(system.stack.findings(rule)).isEmpty();

        system.stack.add("aws:lb/targetGroup:TargetGroup", "other").set("targetType", "instance");
        assertThat(system.stack.notEvaluated(rule))
                .containsExactly("api: it is not known before the update which target group is the service's");
    }
}
