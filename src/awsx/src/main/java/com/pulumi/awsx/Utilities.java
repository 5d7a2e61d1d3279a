package com.pulumi.awsx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What the binding knows of its provider. */
public final class Utilities {
    private Utilities() {}

    /** The version of the plugin, from the file that the engine's plugin discovery reads too. */
    public static String getVersion() {
        try (var version = Utilities.class.getResourceAsStream("version.txt")) {
            return new String(version.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
