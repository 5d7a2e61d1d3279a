package dev.holdfast.sandbox.cli;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.sandbox.cloud.Site;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The running cloud: a JVM of its own, which outlives the command that started it. */
final class CloudProcess {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration START = Duration.ofSeconds(120);
    private static final Duration STOP = Duration.ofSeconds(60);
    /** Three environments fit twice; without a bound the JVM would take a share of the machine, whether it needs it or not. */
    private static final List<String> MEMORY =
            List.of("-XX:+UseSerialGC", "-Xms64m", "-Xmx384m", "-XX:+ExitOnOutOfMemoryError");
    /** In a process group of its own, which Ctrl-C does not reach, and deaf to the closing of the terminal. */
    private static final String DETACHED = """
            set -m
            nohup "$@" </dev/null >>"$0" 2>&1 &
            echo $!
            """;

    /** Where a running cloud is reached: its process and its ports on 127.0.0.1. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Address(long pid, int control, int plugins) {}

    private final Site site;
    private final List<String> command;
    private final Path code;

    private CloudProcess(Site site, List<String> command, Path code) {
        this.site = site;
        this.command = command;
        this.code = code;
    }

    /** The cloud of this build. It runs a copy of the jar, because a build may replace the jar while the cloud runs. */
    static CloudProcess of(Site site, Path jar) {
        var copy = site.directory().resolve("cloud").resolve("sandbox.jar");
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classPath = copy + ":" + jar.resolveSibling("lib") + "/*";
        var arguments = new ArrayList<>(List.of(java));
        arguments.addAll(MEMORY);
        arguments.addAll(List.of("-cp", classPath, Sandbox.class.getName()));
        arguments.addAll(List.of("cloud", "--directory", site.directory().toString()));
        return new CloudProcess(site, arguments, jar);
    }

    /** A cloud that any other command starts. */
    static CloudProcess of(Site site, List<String> command) {
        return new CloudProcess(site, command, null);
    }

    /** The address of the cloud, if it runs; what a dead one left does not count. */
    Optional<Address> running() {
        try {
            var address = JSON.readValue(site.address().toFile(), Address.class);
            if (address == null || ProcessHandle.of(address.pid()).isEmpty()) {
                return Optional.empty();
            }
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), address.control()), 2000);
                return Optional.of(address);
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Whether the cloud that runs was started from another build than this one. */
    boolean outdated() throws IOException {
        var copy = site.directory().resolve("cloud").resolve("sandbox.jar");
        return code != null && (!Files.exists(copy) || Files.mismatch(code, copy) != -1);
    }

    /**
     * Starts the cloud and waits until it answers.
     *
     * @throws Failure with the last lines of its log if it does not
     */
    Address start() throws IOException, InterruptedException {
        Files.createDirectories(site.log().getParent());
        endUnreachable();
        Files.deleteIfExists(site.address());
        if (code != null) {
            var copy = site.directory().resolve("cloud").resolve("sandbox.jar");
            Files.copy(code, copy, StandardCopyOption.REPLACE_EXISTING);
        }
        var logged = Files.exists(site.log()) ? Files.size(site.log()) : 0;
        var arguments =
                new ArrayList<>(List.of("bash", "-c", DETACHED, site.log().toString()));
        arguments.addAll(command);
        var shell = new ProcessBuilder(arguments)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var pid = Long.parseLong(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
        var deadline = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < deadline) {
            var address = running();
            if (address.isPresent()) {
                return address.get();
            }
            if (ProcessHandle.of(pid).isEmpty()) {
                throw new Failure("the cloud cannot start; the end of " + site.log() + ":\n"
                        + String.join("\n", LogTail.of(site.log(), logged)));
            }
            Thread.sleep(100);
        }
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
        throw new Failure("the cloud did not answer within " + START.toSeconds() + " seconds; the end of " + site.log()
                + ":\n" + String.join("\n", LogTail.of(site.log(), logged)));
    }

    /** Asks the cloud to stop, which ends its services and databases in order, and makes sure that it does. */
    void stop(Address address) throws InterruptedException {
        var process = ProcessHandle.of(address.pid());
        if (process.isEmpty()) {
            return;
        }
        try {
            new CloudClient(address.control()).stop();
        } catch (IOException | Failure e) {
            // It may be too broken to answer, and knows SIGTERM too.
            process.get().destroy();
        }
        if (!ends(process.get()) && process.get().destroy() && !ends(process.get())) {
            process.get().destroyForcibly();
            ends(process.get());
        }
    }

    /** Ends a cloud whose address file was damaged, so that nobody can ask it to stop; answers whether there was one. */
    boolean endUnreachable() throws IOException, InterruptedException {
        var pid = Files.exists(site.lock())
                ? Files.readString(site.lock(), StandardCharsets.ISO_8859_1).strip()
                : "";
        var process =
                pid.matches("\\d{1,18}") ? ProcessHandle.of(Long.parseLong(pid)) : Optional.<ProcessHandle>empty();
        var ours = process.flatMap(one -> one.info().commandLine())
                .filter(line -> line.contains(site.directory().toString()))
                .isPresent();
        if (ours && process.get().destroy() && !ends(process.get())) {
            process.get().destroyForcibly();
            ends(process.get());
        }
        return ours;
    }

    private static boolean ends(ProcessHandle process) throws InterruptedException {
        try {
            process.onExit().get(STOP.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot wait for process " + process.pid(), e);
        }
    }
}
