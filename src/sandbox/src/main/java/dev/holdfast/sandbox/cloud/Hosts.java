package dev.holdfast.sandbox.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The host names of the cloud. Each task has a file with them and with names of its own, which its Java reads instead of
 * asking DNS ({@code -Djdk.net.hosts.file}): a task resolves these names and no others.
 */
public final class Hosts {
    private final Map<String, String> addresses = new TreeMap<>(Map.of("localhost", "127.0.0.1"));
    private final Map<Path, Map<String, String>> files = new HashMap<>();

    /** Starts with {@code localhost} only, and a file with the names that all tasks know. */
    public Hosts(Path file) {
        share(file, Map.of());
    }

    /** Lets a name resolve to an address of this machine. */
    public synchronized void put(String name, String address) {
        addresses.put(name, address);
        files.keySet().forEach(this::write);
    }

    /** Ends that. */
    public synchronized void remove(String name) {
        addresses.remove(name);
        files.keySet().forEach(this::write);
    }

    /** Keeps a file with all names, now and later, and with more that only its reader knows. */
    public final synchronized void share(Path file, Map<String, String> more) {
        files.put(file, Map.copyOf(more));
        write(file);
    }

    /** Ends that; the file stays. */
    public synchronized void unshare(Path file) {
        files.remove(file);
    }

    private void write(Path file) {
        var all = new TreeMap<>(addresses);
        all.putAll(files.get(file));
        var lines = all.entrySet().stream()
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
