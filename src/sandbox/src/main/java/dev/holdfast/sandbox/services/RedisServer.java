package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.Addresses;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The server of one cache: Redis 6.2, which speaks the protocol of Valkey and which Maven Central has programs of. It
 * keeps nothing on disk. When it dies it is started again, empty, as ElastiCache replaces a node.
 */
final class RedisServer {
    /** Those that run on Linux; the second one needs no library of the machine. */
    private static final List<String> PROGRAMS =
            List.of("6.2.6-v5-linux-amd64", "6.2.7-linux-386", "6.2.7-linux-arm64");

    /** As this cloud's own user it is asked how it is. */
    private static final String OWN = "sandbox";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Long enough to see that the system goes on without it; AWS takes longer. */
    private static final Duration REPLACEMENT = Duration.ofSeconds(3);

    private static final Pattern NUMBER = Pattern.compile("(keyspace_hits|keyspace_misses):(\\d+)");

    private final Path home;
    private final String address;
    private final String password;
    private final ScheduledExecutorService supervisor;
    private final Postgres.Witness witness;
    private Map<String, String> users = Map.of();
    private boolean wanted;
    private volatile Optional<Process> server = Optional.empty();
    private volatile int restarts;

    /**
     * A server that does not run yet; one of an earlier run is ended.
     *
     * @param home its folder
     * @param address on this machine; it listens at {@link Addresses#BEHIND_GATE}
     */
    RedisServer(Path home, String address, ScheduledExecutorService supervisor, Postgres.Witness witness) {
        this.home = PrivateFiles.folder(home.toAbsolutePath());
        this.address = address;
        this.supervisor = supervisor;
        this.witness = witness;
        password = PrivateFiles.renewable(home.resolve("password"));
        endEarlier();
    }

    /** What opens it, for each of its users. */
    String password() {
        return password;
    }

    /**
     * Starts it, and returns when it takes connections.
     *
     * @param accessStrings of its users, by name
     */
    synchronized void start(Map<String, String> accessStrings) {
        users = Map.copyOf(accessStrings);
        wanted = true;
        launch();
    }

    synchronized void stop() {
        wanted = false;
        server.ifPresent(RedisServer::end);
        server = Optional.empty();
    }

    /** Ends it as a power failure would. */
    synchronized String kill() {
        var running = server.filter(Process::isAlive)
                .orElseThrow(() -> new IllegalStateException("the server in " + home + " does not run"));
        end(running);
        return "process " + running.pid();
    }

    Optional<String> problem() {
        return server.filter(Process::isAlive).isPresent()
                ? Optional.empty()
                : Optional.of("its server does not run; see " + log());
    }

    /** How many keys it holds, and how often it had what was asked for. */
    String describe() {
        if (problem().isPresent()) {
            return problem().get();
        }
        var numbers = NUMBER.matcher(own("INFO", "stats"));
        var found = numbers.results()
                .map(one -> one.group(1).replace("keyspace_", "") + ": " + one.group(2))
                .toList();
        return "Redis 6.2 as Valkey, keys: " + own("DBSIZE").replaceAll("\\D", "") + ", " + String.join(", ", found)
                + ", restarts: " + restarts;
    }

    private void launch() {
        try {
            var program = program();
            var process = new ProcessBuilder(program.toString(), "-")
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
            // Not as a file or an argument: it holds the password.
            try (var in = process.getOutputStream()) {
                in.write(configuration().getBytes(StandardCharsets.UTF_8));
            }
            Files.writeString(pidFile(), Long.toString(process.pid()));
            server = Optional.of(process);
            awaitReady(process);
            process.onExit().thenRun(() -> died(process));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a server in " + home, e);
        }
    }

    private void died(Process process) {
        synchronized (this) {
            if (!wanted || server.filter(process::equals).isEmpty()) {
                return;
            }
        }
        restarts++;
        witness.tell("its server died; another one is started");
        supervisor.schedule(this::revive, REPLACEMENT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void revive() {
        if (wanted && server.filter(Process::isAlive).isEmpty()) {
            launch();
            witness.tell("its server answers again, with nothing in it; restarts: " + restarts);
        }
    }

    private String configuration() {
        var text = new StringBuilder("""
                bind %s
                port %d
                protected-mode no
                save ""
                appendonly no
                maxmemory 64mb
                maxmemory-policy volatile-lru
                user default off
                user %s on -@all +dbsize +info +ping >%s
                """.formatted(address, Addresses.BEHIND_GATE, OWN, password));
        users.forEach((name, access) -> text.append("user %s %s >%s%n".formatted(name, access, password)));
        return text.toString();
    }

    private void awaitReady(Process process) throws IOException {
        var end = Instant.now().plus(PATIENCE);
        while (!own("PING").startsWith("+PONG")) {
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                end(process);
                throw new IllegalStateException("the server of a cache did not start: " + Files.readString(log()));
            }
            try {
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while a cache started", e);
            }
        }
    }

    /** The answer to a command of this cloud's own; empty if it takes no connections. */
    private String own(String... command) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, Addresses.BEHIND_GATE), 1_000);
            socket.setSoTimeout(1_000);
            var all = new ByteArrayOutputStream();
            all.write(RedisCommand.of("AUTH", OWN, password));
            all.write(RedisCommand.of(command));
            all.write(RedisCommand.of("QUIT"));
            socket.getOutputStream().write(all.toByteArray());
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.startsWith("+OK\r\n") ? answer.substring(5) : answer;
        } catch (ConnectException e) {
            return "";
        } catch (IOException e) {
            return "-" + e.getMessage();
        }
    }

    private void endEarlier() {
        try {
            if (Files.exists(pidFile())) {
                ProcessHandle.of(Long.parseLong(Files.readString(pidFile()).strip()))
                        .filter(process -> process.info()
                                .command()
                                .filter(command -> command.contains("redis-server"))
                                .isPresent())
                        .ifPresent(process -> {
                            process.destroyForcibly();
                            process.onExit().join();
                        });
            }
        } catch (IOException | NumberFormatException e) {
            // A crash may have left half of it; then nothing else of this folder runs.
            witness.tell("which server ran here before is not known: " + e.getMessage());
        }
    }

    private static void end(Process process) {
        process.destroyForcibly();
        process.onExit().join();
    }

    private Path log() {
        return home.resolve("server.log");
    }

    private Path pidFile() {
        return home.resolve("server.pid");
    }

    private Path program() throws IOException {
        for (var name : PROGRAMS) {
            var program = home.resolve("redis-server-" + name);
            if (!Files.exists(program)) {
                try (var in = RedisServer.class.getResourceAsStream("/redis-server-" + name)) {
                    Files.copy(in, program);
                }
                Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
            }
            if (runs(program)) {
                return program;
            }
            Files.delete(program);
        }
        throw new IllegalStateException("no server of a cache runs on this machine: there are " + PROGRAMS);
    }

    private static boolean runs(Path program) {
        try {
            return new ProcessBuilder(program.toString(), "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false; // of another processor
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
