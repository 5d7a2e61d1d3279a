package dev.holdfast.sandbox.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The host names of the cloud, in a file that every task's Java reads instead of asking DNS
 * ({@code -Djdk.net.hosts.file}): a task resolves these names and no others.
 */
public final class Hosts {
    private final Path file;
    private final Map<String, String> addresses = new TreeMap<>(Map.of("localhost", "127.0.0.1"));

    /** Starts with {@code localhost} only. */
    public Hosts(Path file) {
        this.file = file;
        write();
    }

    /** Lets a name resolve to an address of this machine. */
    public synchronized void put(String name, String address) {
        addresses.put(name, address);
        write();
    }

    /** Ends that. */
    public synchronized void remove(String name) {
        addresses.remove(name);
        write();
    }

    /** What {@code jdk.net.hosts.file} is set to. */
    public Path file() {
        return file;
    }

    private void write() {
        var lines = addresses.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey() + "\n")
                .collect(Collectors.joining());
        try {
            Files.createDirectories(file.getParent());
            var whole = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), lines);
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
