package dev.holdfast.policy.rules.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ListenerRoutesAreClearTest {
    private final ListenerRoutesAreClear rule = new ListenerRoutesAreClear();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource https = stack.add("aws:lb/listener:Listener", "https");
    private final TestResource first = listenerRule("first", 10, List.of("/api", "/api/*"));
    private final TestResource second = listenerRule("second", 20, List.of("/*"));

    @Test
    void passesRulesThatDiffer() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesTheSamePriorityAtOneListener() {
        second.set("priority", 10);

        assertThat(stack.violations(rule)).containsExactly("second: has the priority 10 of first");
    }

    @Test
    void passesTheSamePriorityAtAnotherListener() {
        var http = stack.add("aws:lb/listener:Listener", "http").set("arn", "http-arn");
        https.set("arn", "https-arn");
        first.set("listenerArn", "https-arn");
        second.set("priority", 10).set("listenerArn", "http-arn").dependsOn("listenerArn", http);

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesWhatIsBelowAPathWithoutThePath() {
        first.set("conditions", List.of(Map.of("pathPattern", Map.of("values", List.of("/api/*")))));

        assertThat(stack.violations(rule)).containsExactly("first: /api/* is matched, and /api is not");
    }

    @Test
    void doesNotDecideForAPriorityThatIsUnknown() {
        second.set("priority", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).contains("second: priority is not known before the update");
    }

    private TestResource listenerRule(String name, int priority, List<String> paths) {
        return stack.add("aws:lb/listenerRule:ListenerRule", name)
                .refersTo("listenerArn", https)
                .set("priority", priority)
                .set("conditions", List.of(Map.of("pathPattern", Map.of("values", paths))));
    }
}
