package dev.holdfast.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** The most memory that each kind of process of a copy ever had, until this is closed: Linux keeps it for each process. */
final class Peaks implements AutoCloseable {
    private static final long EVERY_MILLIS = 100;
    private static final Pattern PEAK = Pattern.compile("^VmHWM:\\s+(\\d+) kB$", Pattern.MULTILINE);

    private final Path directory;
    private final Map<String, Double> megabytes = new TreeMap<>();
    private final Thread sampler = new Thread(this::sample, "peaks");
    private volatile boolean closed;

    Peaks(Path directory) {
        this.directory = directory;
        sampler.setDaemon(true);
        sampler.start();
    }

    synchronized void each(BiConsumer<String, Double> action) {
        megabytes.forEach(action);
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
                ProcessHandle.allProcesses().map(ProcessHandle::pid).forEach(this::look);
                Thread.sleep(EVERY_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(long pid) {
        var kind = kind(pid);
        if (kind.isEmpty()) {
            return;
        }
        var peak = PEAK.matcher(read(pid, "status"));
        if (peak.find()) {
            synchronized (this) {
                megabytes.merge(kind.get(), Double.parseDouble(peak.group(1)) * 1024 / 1e6, Math::max);
            }
        }
    }

    /** What a process of this copy is; empty for all others. */
    private Optional<String> kind(long pid) {
        var line = read(pid, "cmdline").replace('\0', ' ').strip();
        var ours = line.contains(directory.toString()) || here(pid);
        if (!ours || line.isEmpty()) {
            return Optional.empty();
        }
        var program = line.split(" ")[0].replaceFirst(".*/", "");
        if (program.equals("pulumi")) {
            return Optional.of("the engine");
        }
        if (program.equals("java") && line.contains("/organization.jar")) {
            return Optional.of("the program");
        }
        if (program.equals("java") && line.contains("sandbox.jar cloud")) {
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
