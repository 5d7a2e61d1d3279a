package dev.holdfast.policy.rules.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class CurrentTlsTest {
    private final CurrentTls rule = new CurrentTls();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource listener = stack.add("aws:lb/listener:Listener", "https")
            .set("protocol", "HTTPS")
            .set("sslPolicy", "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09");

    @Test
    void passesACurrentPolicy() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void passesTls13Alone() {
        listener.set("sslPolicy", "ELBSecurityPolicy-TLS13-1-3-2021-06");

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void passesAListenerWithoutTls() {
        listener.set("protocol", "HTTP").set("sslPolicy", null);

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesAPolicyWithOldCiphers() {
        listener.set("sslPolicy", "ELBSecurityPolicy-2016-08");

        assertThat(stack.violations(rule)).containsExactly("https: sslPolicy allows old ciphers");
    }

    @Test
    void refusesThePolicyThatAwsTakesByItself() {
        listener.set("sslPolicy", null);

        assertThat(stack.violations(rule)).containsExactly("https: sslPolicy allows old ciphers");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        listener.set("sslPolicy", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("https: sslPolicy is not known before the update");
    }
}
