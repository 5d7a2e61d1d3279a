package dev.holdfast.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the figures were measured on: without it they say nothing. */
final class Machine {
    private Machine() {}

    static String describe() {
        return Runtime.getRuntime().availableProcessors() + " processors (" + processor() + "), "
                + System.getProperty("os.name") + " " + System.getProperty("os.version") + ", Java "
                + Runtime.version() + ", load " + read("/proc/loadavg", "").split(" ")[0];
    }

    private static String processor() {
        return read("/proc/cpuinfo", "")
                .lines()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("of an unknown kind");
    }

    private static String read(String file, String otherwise) {
        try {
            return Files.exists(Path.of(file)) ? Files.readString(Path.of(file)) : otherwise;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
