package dev.holdfast.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What runs in a sandbox, as the operating system sees it.
 *
 * @param status what the cloud says of itself
 * @param pid its process
 */
record RunningCloud(JsonNode status, long pid) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A task's Java is told its own address. */
    private static final Pattern TASK = Pattern.compile("-javaagent:\\S*?=\\D*(127\\.\\d+\\.\\d+\\.\\d+)\\S*");

    /** The main class of a service, in a package that has its name. */
    private static final Pattern SERVICE = Pattern.compile("\\bdev\\.holdfast\\.(\\w+)\\.(?!HealthCheck)[A-Z]\\w*$");

    /** A process and its memory in MB: all of it, and with its share only of what it has in common with others. */
    record Memory(String name, double resident, double proportional) {}

    static RunningCloud in(Path sandbox) {
        try {
            var address = JSON.readTree(sandbox.resolve("cloud/address.json").toFile());
            var port = address.path("control").asInt();
            try (var status =
                    URI.create("http://127.0.0.1:" + port + "/status").toURL().openStream()) {
                return new RunningCloud(
                        JSON.readTree(status), address.path("pid").asLong());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the cloud in " + sandbox + " does not answer", e);
        }
    }

    /** What the cloud's own process used of the processors since it started. */
    Duration processorTime() {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    /** The first load balancer's. */
    String url() {
        return status.path("urls").path(0).asText();
    }

    /**
     * The same path at the service's own port.
     *
     * @throws IllegalStateException if no task serves the path's first folder
     */
    URI direct(String path) {
        var service = path.split("/")[1];
        return ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .flatMap(process -> address(process, service).stream())
                .map(address -> URI.create("http://" + address + path))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no task of service " + service + " runs"));
    }

    /** The cloud itself, its databases together, and each task. */
    List<Memory> processes() {
        var all = new ArrayList<Memory>();
        all.add(memory("the cloud", List.of(pid)));
        var children = ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .map(ProcessHandle::pid)
                .toList();
        for (var child : children) {
            var line = commandLine(child);
            if (TASK.matcher(line).find()) {
                SERVICE.matcher(line)
                        .results()
                        .map(found -> found.group(1))
                        .forEach(name -> all.add(memory("task " + name, List.of(child))));
            }
        }
        var databases = children.stream()
                .filter(child -> commandLine(child).contains("postgres"))
                .filter(child -> !TASK.matcher(commandLine(child)).find())
                .toList();
        all.add(memory("PostgreSQL", databases));
        return all;
    }

    private static Optional<String> address(ProcessHandle process, String service) {
        var line = commandLine(process.pid());
        var named = SERVICE.matcher(line).results().map(found -> found.group(1)).anyMatch(service::equals);
        var port = proc(process.pid(), "environ")
                .flatMap(all -> Arrays.stream(all.split("\0"))
                        .filter(one -> one.startsWith("PORT="))
                        .findFirst())
                .map(one -> one.substring("PORT=".length()))
                .orElse("8080");
        return named
                ? TASK.matcher(line)
                        .results()
                        .map(found -> found.group(1) + ":" + port)
                        .findFirst()
                : Optional.empty();
    }

    private static Memory memory(String name, List<Long> processes) {
        return new Memory(name, sum("Rss", processes), sum("Pss", processes));
    }

    private static double sum(String field, List<Long> processes) {
        var line = Pattern.compile("^" + field + ":\\s+(\\d+) kB$", Pattern.MULTILINE);
        return processes.stream()
                .flatMap(one -> proc(one, "smaps_rollup").stream())
                .mapToDouble(all -> line.matcher(all)
                        .results()
                        .mapToDouble(found -> kilobytes(found))
                        .sum())
                .sum();
    }

    private static double kilobytes(MatchResult found) {
        return Double.parseDouble(found.group(1)) * 1024 / 1e6;
    }

    private static String commandLine(long pid) {
        return proc(pid, "cmdline").map(line -> line.replace('\0', ' ').strip()).orElse("");
    }

    /** A file of the process, which may have ended meanwhile. */
    private static Optional<String> proc(long pid, String file) {
        try {
            return Optional.of(Files.readString(Path.of("/proc", String.valueOf(pid), file)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
