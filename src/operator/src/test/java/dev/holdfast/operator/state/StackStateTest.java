package dev.holdfast.operator.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.operator.Refused;
import org.junit.jupiter.api.Test;

class StackStateTest {
    private static final String PASSPHRASE = """
            "secrets_providers": {"type": "passphrase", "state": {"salt": "v1:x"}}""";
    private static final String KEY = """
            "secrets_providers": {"type": "cloud", "state": {"url": "awskms:///alias/a", "encryptedkey": "eA=="}}""";
    private static final String STACK = """
            {"urn": "urn:one", "type": "pulumi:pulumi:Stack", "outputs": {"stateBucket": "s3://a"}}""";
    private static final String SECRET = """
            {"urn": "urn:two", "inputs": {"password":
            {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "ciphertext": "%s"}}}""";

    @Test
    void isTheSameUnderAnotherKey() {
        assertThat(state(PASSPHRASE, "2026-01-01", STACK, SECRET.formatted("v1:abc"))
                        .holdsTheSameAs(state(KEY, "2026-01-01", STACK, SECRET.formatted("v1:def"))))
                .isTrue();
    }

    @Test
    void isAnotherAfterAnUpdate() {
        var before = state(KEY, "2026-01-01", STACK);

        assertThat(before.holdsTheSameAs(state(KEY, "2026-01-02", STACK))).isFalse();
        assertThat(before.holdsTheSameAs(state(KEY, "2026-01-01"))).isFalse();
        assertThat(before.holdsTheSameAs(state(KEY, "2026-01-01", STACK.replace("s3://a", "s3://b"))))
                .isFalse();
    }

    @Test
    void tellsWhatItIsEncryptedWith() {
        assertThat(state(PASSPHRASE, "2026-01-01").needsPassphrase()).isTrue();
        assertThat(state(KEY, "2026-01-01").needsPassphrase()).isFalse();
        assertThat(state(KEY, "2026-01-01").secretsProvider()).isEqualTo("awskms:///alias/a");
    }

    @Test
    void findsTheOutputsOfTheStack() {
        assertThat(state(KEY, "2026-01-01", STACK).output("stateBucket"))
                .hasValueSatisfying(value -> assertThat(value.asText()).isEqualTo("s3://a"));
        assertThat(state(KEY, "2026-01-01", STACK).output("nothing")).isEmpty();
        assertThat(state(KEY, "2026-01-01").output("stateBucket")).isEmpty();
    }

    @Test
    void countsWhatAKilledUpdateLeftOpen() {
        assertThat(StackState.of("{\"deployment\": {\"pending_operations\": [{}, {}]}}")
                        .pendingOperations())
                .isEqualTo(2);
        assertThat(state(KEY, "2026-01-01").pendingOperations()).isZero();
    }

    @Test
    void repeatsNothingOfATextThatIsNoState() {
        assertThatThrownBy(() -> StackState.of("hunter2"))
                .isInstanceOf(Refused.class)
                .hasMessageNotContaining("hunter2");
    }

    private static StackState state(String provider, String time, String... resources) {
        return StackState.of("{\"version\": 3, \"deployment\": {\"manifest\": {\"time\": \"" + time + "\"}, " + provider
                + ", \"resources\": [" + String.join(",", resources) + "]}}");
    }
}
