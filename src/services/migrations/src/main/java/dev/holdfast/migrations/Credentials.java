package dev.holdfast.migrations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/** The name and password of a database role, as they stand in a secret: {@code {"username": ..., "password": ...}}. */
record Credentials(String username, String password) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PASSWORD_BYTES = 32;

    /** Credentials with a new random password. */
    static Credentials random(String username) {
        var bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return new Credentials(username, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /**
     * Reads a secret's value.
     *
     * @param arn where the value is from, for the message
     * @throws MigrationFailed if it is something else; the message does not show the value
     */
    static Credentials parse(String arn, String value) {
        try {
            var json = JSON.readTree(value);
            var username = json.path("username").asText();
            var password = json.path("password").asText();
            if (!username.isEmpty() && !password.isEmpty()) {
                return new Credentials(username, password);
            }
        } catch (JsonProcessingException e) {
            // Its message would quote the value.
        }
        throw new MigrationFailed("The value of the secret " + arn
                + " is not JSON of the form {\"username\": ..., \"password\": ...}; put such a value or delete it");
    }

    String json() {
        try {
            return JSON.writeValueAsString(Map.of("username", username, "password", password));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of two strings is always JSON", e);
        }
    }

    @Override
    public String toString() {
        return "Credentials of " + username;
    }
}
