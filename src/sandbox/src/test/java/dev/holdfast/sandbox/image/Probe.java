package dev.holdfast.sandbox.image;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** The health check inside a test image. */
public final class Probe {
    private Probe() {}

    public static void main(String[] arguments) throws IOException {
        var connection =
                (HttpURLConnection) URI.create("http://localhost:8080/").toURL().openConnection();
        var ill = connection.getResponseCode() != 200 || System.getenv("ILL") != null;
        if (ill) {
            System.out.println("feels ill");
        }
        System.exit(ill ? 1 : 0);
    }
}
