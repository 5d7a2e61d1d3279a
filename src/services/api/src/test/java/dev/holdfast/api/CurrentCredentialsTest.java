package dev.holdfast.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

class CurrentCredentialsTest {
    private static final Credentials OLD = new Credentials("holdfast_app", "old");
    private static final Credentials NEW = new Credentials("holdfast_app", "new");

    private final SecretsManagerClient client = mock(SecretsManagerClient.class);
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final CurrentCredentials current = new CurrentCredentials(OLD, "arn:of-the-secret", client, now::get);

    @BeforeEach
    void noOtherCredentials() {
        secretHolds(OLD);
    }

    @Test
    void startsWithTheTasksOwnAndReadsNothing() {
        assertThat(current.get()).isEqualTo(OLD);
        read(0);
    }

    @Test
    void takesWhatTheSecretHoldsNow() {
        secretHolds(NEW);

        assertThat(current.insteadOf(OLD)).contains(NEW);
        assertThat(current.get()).isEqualTo(NEW);
    }

    @Test
    void readsOnceForAllThatAreRefusedAtTheSameTime() {
        secretHolds(NEW);

        var found = Stream.generate(() -> CompletableFuture.supplyAsync(() -> current.insteadOf(OLD)))
                .limit(8)
                .toList();

        assertThat(found.stream().map(CompletableFuture::join))
                .allMatch(credentials -> credentials.equals(Optional.of(NEW)));
        read(1);
    }

    @Test
    void waitsLongerAndLongerForASecretThatDoesNotChange() {
        for (var second = 0; second < 300; second++) {
            now.set(Instant.EPOCH.plusSeconds(second));
            assertThat(current.insteadOf(OLD)).isEmpty();
        }
        // After 0, 2, 6, 14, 30, 62 seconds, and then every 60.
        read(9);
    }

    @Test
    void readsAgainWhenThePauseIsOver() {
        current.insteadOf(OLD);
        secretHolds(NEW);
        now.set(now.get().plus(Duration.ofSeconds(2)));

        assertThat(current.insteadOf(OLD)).contains(NEW);
    }

    @Test
    void keepsWhatItHasWhenTheSecretCannotBeRead() {
        given(client.getSecretValue(any(GetSecretValueRequest.class)))
                .willThrow(SdkClientException.create("no answer"));

        assertThat(current.insteadOf(OLD)).isEmpty();
        assertThat(current.get()).isEqualTo(OLD);
    }

    @Test
    void keepsWhatItHasWhenTheSecretHoldsSomethingElse() {
        given(client.getSecretValue(any(GetSecretValueRequest.class)))
                .willReturn(GetSecretValueResponse.builder().secretString("[]").build());

        assertThat(current.insteadOf(OLD)).isEmpty();
    }

    private void secretHolds(Credentials credentials) {
        given(client.getSecretValue(any(GetSecretValueRequest.class)))
                .willReturn(GetSecretValueResponse.builder()
                        .secretString("{\"username\": \"%s\", \"password\": \"%s\"}"
                                .formatted(credentials.username(), credentials.password()))
                        .build());
    }

    private void read(int readings) {
        then(client).should(times(readings)).getSecretValue(any(GetSecretValueRequest.class));
    }
}
