package dev.holdfast.api;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;

/**
 * The database credentials as far as they are known. ECS hands a task its secrets once, at its start, so what a later
 * rotation made of them is read from Secrets Manager when the database refuses the old ones.
 *
 * <p>Threads that are refused at the same time share one reading, and a secret that does not change is read again only
 * after a pause that grows.
 */
final class CurrentCredentials {
    private static final Logger LOG = LoggerFactory.getLogger(CurrentCredentials.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final SecretsManagerClient client;
    private final String secret;
    private final InstantSource clock;
    private volatile Credentials current;
    private Instant nextReading = Instant.MIN;
    private Duration pause = FIRST_PAUSE;

    CurrentCredentials(Credentials initial, String secret, SecretsManagerClient client, InstantSource clock) {
        this.current = initial;
        this.secret = secret;
        this.client = client;
        this.clock = clock;
    }

    Credentials get() {
        return current;
    }

    /** What to try instead of credentials that the database refused; empty if nothing else is known yet. */
    synchronized Optional<Credentials> insteadOf(Credentials refused) {
        if (!current.equals(refused)) {
            return Optional.of(current);
        }
        if (clock.instant().isBefore(nextReading)) {
            return Optional.empty();
        }
        var found = read().filter(credentials -> !credentials.equals(refused));
        pause = found.isPresent() ? FIRST_PAUSE : shorter(pause.multipliedBy(2), LONGEST_PAUSE);
        nextReading = clock.instant().plus(pause);
        found.ifPresent(credentials -> current = credentials);
        LOG.warn(
                "The database refused the {}; the secret {} {}",
                refused,
                secret,
                found.isPresent() ? "has others, which are used from now on" : "has no others yet");
        return found;
    }

    private Optional<Credentials> read() {
        try {
            var value = client.getSecretValue(
                            GetSecretValueRequest.builder().secretId(secret).build())
                    .secretString();
            var credentials = Credentials.parse(value);
            if (credentials.isEmpty()) {
                LOG.error(
                        "The value of the secret {} is not of the form {\"username\": ..., \"password\": ...}", secret);
            }
            return credentials;
        } catch (SdkException e) {
            LOG.error("The secret {} could not be read: {}", secret, e.getMessage());
            return Optional.empty();
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
