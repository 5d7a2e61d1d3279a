package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.Site;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The values of Secrets Manager's secrets. */
public final class SecretValues {
    private final Map<String, String> current = new ConcurrentHashMap<>();

    /** Opens what an earlier run left. */
    public SecretValues(Site site) {}

    /** The current value of a secret, if it has one. */
    public Optional<String> current(String arn) {
        return Optional.ofNullable(current.get(arn));
    }

    /** Gives a secret a new current value. */
    public void put(String arn, String value) {
        current.put(arn, value);
    }

    /** Forgets a secret with all its values. */
    public void remove(String arn) {
        current.remove(arn);
    }
}
