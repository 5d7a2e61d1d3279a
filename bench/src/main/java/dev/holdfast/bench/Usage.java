package dev.holdfast.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What each kind of process of a copy used until this is closed: the processors' time, and the most memory that one of them
 * ever had. Linux keeps both for each process; what one uses in the last moment before it ends is missed.
 */
final class Usage implements AutoCloseable {
    private static final long EVERY_MILLIS = 100;
    private static final Pattern PEAK = Pattern.compile("^VmHWM:\\s+(\\d+) kB$", Pattern.MULTILINE);

    private final Path directory;
    private final Map<Long, Process> processes = new HashMap<>();
    private final Thread sampler = new Thread(this::sample, "usage");
    private volatile boolean closed;

    /** A process: what it is, and what it used when it was first and when it was last seen. */
    private record Process(String kind, double megabytes, Duration first, Duration last) {}

    /** What a kind of process used. */
    record Used(double megabytes, double seconds) {
        Used and(Used other) {
            return new Used(Math.max(megabytes, other.megabytes), seconds + other.seconds);
        }
    }

    Usage(Path directory) {
        this.directory = directory;
        look();
        sampler.setDaemon(true);
        sampler.start();
    }

    /** By the kind of process. */
    Map<String, Used> used() {
        close();
        var used = new TreeMap<String, Used>();
        processes
                .values()
                .forEach(process -> used.merge(
                        process.kind(),
                        new Used(
                                process.megabytes(),
                                process.last().minus(process.first()).toMillis() / 1000.0),
                        Used::and));
        return used;
    }

    @Override
    public void close() {
        closed = true;
        try {
            sampler.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sample() {
        try {
            while (!closed) {
                Thread.sleep(EVERY_MILLIS);
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        // What began after this did used nothing before it.
        var atFirst = processes.isEmpty() && !sampler.isAlive();
        ProcessHandle.allProcesses()
                .forEach(process -> kind(process.pid()).ifPresent(kind -> {
                    var peak = PEAK.matcher(read(process.pid(), "status"));
                    var time = process.info().totalCpuDuration().orElse(Duration.ZERO);
                    if (peak.find()) {
                        var before = processes.get(process.pid());
                        var first = before != null ? before.first() : atFirst ? time : Duration.ZERO;
                        var megabytes = Double.parseDouble(peak.group(1)) * 1024 / 1e6;
                        processes.put(process.pid(), new Process(kind, megabytes, first, time));
                    }
                }));
    }

    /** What a process of this copy is; empty for all others. */
    private Optional<String> kind(long pid) {
        var line = read(pid, "cmdline").replace('\0', ' ').strip();
        if (line.isEmpty() || !(line.contains(directory.toString()) || here(pid))) {
            return Optional.empty();
        }
        var program = line.split(" ")[0].replaceFirst(".*/", "");
        if (program.equals("pulumi")) {
            return Optional.of("the engine");
        }
        if (program.equals("java") && line.contains("/organization.jar")) {
            return Optional.of("the program");
        }
        if (program.equals("java") && line.contains(".Sandbox cloud ")) {
            return Optional.of("the cloud");
        }
        return Optional.empty();
    }

    /** Whether its working folder lies in the copy. */
    private boolean here(long pid) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", String.valueOf(pid), "cwd"))
                    .startsWith(directory);
        } catch (IOException gone) {
            return false;
        }
    }

    /** A file of a process, which may have ended meanwhile. */
    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(pid), file));
        } catch (IOException gone) {
            return "";
        }
    }
}
