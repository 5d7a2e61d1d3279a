package dev.holdfast.web;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;

/**
 * The container's health check: ends with 0 if the service in this container is live, with 1 otherwise. It needs
 * nothing but the JDK, so that it starts fast and from the class files alone.
 */
public final class HealthCheck {
    private static final int TIMEOUT_MILLIS = 2_000;

    private HealthCheck() {}

    /** Asks {@code http://localhost:$PORT/health/live}. */
    public static void main(String[] arguments) {
        System.exit(isLive(System.getenv().getOrDefault("PORT", "8080")) ? 0 : 1);
    }

    static boolean isLive(String port) {
        try {
            var url = URI.create("http://localhost:" + port + "/health/live").toURL();
            var connection = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            System.err.println("not live: " + e.getMessage());
            return false;
        }
    }
}
