package dev.holdfast.policy.rules.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpOnlyRedirectsTest {
    private final HttpOnlyRedirects rule = new HttpOnlyRedirects();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource listener = stack.add("aws:lb/listener:Listener", "http")
            .set("protocol", "HTTP")
            .set("defaultActions", List.of(Map.of("type", "redirect", "redirect", Map.of("protocol", "HTTPS"))));

    @Test
    void passesARedirection() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void passesHttps() {
        listener.set("protocol", "HTTPS").set("defaultActions", List.of(Map.of("type", "forward")));

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesAnswersWithoutTls() {
        listener.set("defaultActions", List.of(Map.of("type", "forward")));

        assertThat(stack.violations(rule)).containsExactly("http: answers without TLS");
    }

    @Test
    void refusesARedirectionToHttp() {
        listener.set("defaultActions", List.of(Map.of("type", "redirect", "redirect", Map.of("protocol", "HTTP"))));

        assertThat(stack.violations(rule)).containsExactly("http: answers without TLS");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        listener.set("defaultActions", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("http: defaultActions is not known before the update");
    }
}
