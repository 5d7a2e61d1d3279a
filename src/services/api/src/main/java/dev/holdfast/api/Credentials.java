package dev.holdfast.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/** The name and password of a database role, as they stand in a secret: {@code {"username": ..., "password": ...}}. */
record Credentials(String username, String password) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads a secret's value; empty if it is something else. */
    static Optional<Credentials> parse(String value) {
        try {
            var json = JSON.readTree(value);
            var username = json.path("username").asText();
            var password = json.path("password").asText();
            return username.isEmpty() || password.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Credentials(username, password));
        } catch (JsonProcessingException e) {
            // Its message would quote the value.
            return Optional.empty();
        }
    }

    /** Without the password, so that no log can show it. */
    @Override
    public String toString() {
        return "Credentials of " + username;
    }
}
