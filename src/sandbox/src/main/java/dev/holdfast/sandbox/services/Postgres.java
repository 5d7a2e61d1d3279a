package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.Addresses;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One PostgreSQL server and its data. The server is a process of its own: it outlives the cloud's, whose next run adopts
 * it by its pid file. When it dies it is started again, as RDS does.
 */
final class Postgres {
    private static final Logger LOG = LoggerFactory.getLogger(Postgres.class);
    /** Long enough to replay the write-ahead log after a crash. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /**
     * What belongs to this machine; a parameter group cannot change it. Texts of statements are not logged, because
     * the log is an open file and {@code ALTER ROLE ... PASSWORD} is a statement.
     */
    private static final String SETTINGS = """
            unix_socket_directories = ''
            hba_file = '%1$s/pg_hba.conf'
            ssl = on
            ssl_cert_file = '%1$s/server.crt'
            ssl_key_file = '%1$s/server.key'
            ssl_min_protocol_version = 'TLSv1.2'
            password_encryption = 'scram-sha-256'
            shared_buffers = '32MB'
            huge_pages = off
            max_wal_size = '256MB'
            max_connections = 100
            fsync = on
            wal_keep_size = '64MB'
            hot_standby = off
            archive_mode = on
            archive_command = 'test ! -d "%2$s" || (cp "%%p" "%2$s/%%f.part" && mv "%2$s/%%f.part" "%2$s/%%f")'
            log_destination = 'stderr'
            logging_collector = off
            log_line_prefix = '%%t:%%r:%%u@%%d:[%%p]:'
            log_statement = 'none'
            log_min_duration_statement = -1
            log_min_error_statement = 'panic'
            log_parameter_max_length = 0
            timezone = 'UTC'
            log_timezone = 'UTC'
            """;

    /**
     * Where it is and logs.
     *
     * @param port of the gate through which it is reached; the server listens on {@link Addresses#BEHIND_GATE}
     */
    record Place(Path home, String address, int port, Path log) {}

    /** Hears what happens to the server that nobody asked for. */
    interface Witness {
        void tell(String what);
    }

    private final PostgresBinaries binaries;
    private final Place place;
    private final ScheduledExecutorService supervisor;
    private final Witness witness;
    private final Path data;
    private final PidFile pidFile;
    private boolean wanted;
    private volatile int restarts;
    private Duration pause = Duration.ZERO;
    private volatile Optional<ProcessHandle> server = Optional.empty();

    Postgres(PostgresBinaries binaries, Place place, ScheduledExecutorService supervisor, Witness witness) {
        this.binaries = binaries;
        this.place = place;
        this.witness = witness;
        data = place.home().resolve("data");
        pidFile = new PidFile(data);
        this.supervisor = supervisor;
    }

    Place place() {
        return place;
    }

    /** Makes new data, with a superuser who has this password. */
    void initialize(String superuser, Path password) {
        // Sorts as RDS does, without the machine's locales.
        binaries.run(
                "initdb",
                "-D",
                data.toString(),
                "-U",
                superuser,
                "--pwfile",
                password.toString(),
                "--sync-method=syncfs",
                "--auth=scram-sha-256",
                "--data-checksums",
                // The archive of the log is kept in whole segments, of 16 MB otherwise.
                "--wal-segsize=1",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=icu",
                "--icu-locale=en-US");
    }

    /**
     * Sets what the server shows to its clients, and whether it takes those without TLS. They all come through the gate,
     * from the server's own address.
     */
    void secure(CertificateAuthority.Issued certificate, boolean onlyTls) {
        PrivateFiles.write(place.home().resolve("server.key"), certificate.key());
        PrivateFiles.write(place.home().resolve("server.crt"), certificate.certificates());
        PrivateFiles.write(
                place.home().resolve("pg_hba.conf"),
                (onlyTls ? "hostssl" : "host") + " all all " + place.address() + "/32 scram-sha-256\n");
    }

    /**
     * Starts the server, or adopts it where it still runs, and returns when it takes connections.
     *
     * @throws IllegalStateException with the end of its log if it does not
     */
    synchronized void start() {
        wanted = true;
        server = pidFile.server();
        if (server.isEmpty()) {
            launch();
        }
        awaitReady();
        pause = Duration.ZERO;
        server.get().onExit().thenRunAsync(() -> revive(true), supervisor);
    }

    /** The same in the background, again and again until it succeeds. */
    void startInBackground() {
        synchronized (this) {
            wanted = true;
        }
        supervisor.execute(() -> revive(false));
    }

    /** Ends it within seconds: sessions are closed, and nothing that was committed is lost. */
    synchronized void stop() {
        wanted = false;
        if (pidFile.server().isPresent()) {
            try {
                binaries.run("pg_ctl", "stop", "-D", data.toString(), "-m", "fast", "-w", "-t", "20");
            } catch (IllegalStateException e) {
                // Without a checkpoint; the next start replays the write-ahead log.
                binaries.run("pg_ctl", "stop", "-D", data.toString(), "-m", "immediate", "-w", "-t", "20");
            }
        }
        server = Optional.empty();
    }

    /** Ends it as a power failure would, and says which process that was; it is started again as after any death. */
    synchronized String kill() {
        var running = server.filter(ProcessHandle::isAlive)
                .orElseThrow(() -> new IllegalStateException("PostgreSQL in " + place.home() + " does not run"));
        running.destroyForcibly();
        running.onExit().join();
        return "process " + running.pid();
    }

    /** Whether it takes connections. */
    boolean ready() {
        return running() && pidFile.ready();
    }

    private boolean running() {
        return server.filter(ProcessHandle::isAlive).isPresent();
    }

    /** Since when it runs, and how often it had to be started again. */
    String describe() {
        var alive = server.filter(ProcessHandle::isAlive);
        if (alive.isEmpty()) {
            return "PostgreSQL is not running; see " + place.log();
        }
        var since = alive.get().info().startInstant().orElseGet(Instant::now).truncatedTo(ChronoUnit.SECONDS);
        return "PostgreSQL on " + place.address() + ":" + place.port() + " since " + since + ", restarts: " + restarts;
    }

    private synchronized void revive(boolean died) {
        if (!wanted || running()) {
            return;
        }
        if (died) {
            restarts++;
            witness.tell("PostgreSQL died; it is started again");
        }
        var adopted = pidFile.server().isPresent();
        try {
            start();
            witness.tell(
                    restarts > 0
                            ? "PostgreSQL takes connections again, with what was committed; restarts: " + restarts
                            : adopted
                                    ? "PostgreSQL ran on while there was no cloud to look after it"
                                    : "PostgreSQL runs again");
        } catch (RuntimeException e) {
            if (pause.isZero() && !died) {
                witness.tell("PostgreSQL does not start, which is tried again and again; see " + place.log());
            }
            pause = pause.plusMillis(250).multipliedBy(2);
            pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
            LOG.warn("{}; trying again in {}", e.getMessage(), pause);
            supervisor.schedule(() -> revive(false), pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void launch() {
        try {
            pidFile.delete();
            Files.createDirectories(place.log().getParent());
            Files.writeString(
                    data.resolve("postgresql.conf"),
                    "listen_addresses = '" + place.address() + "'\nport = " + Addresses.BEHIND_GATE + "\n"
                            + SETTINGS.formatted(quoted(place.home()), quoted(AutomatedBackups.archive(place.home()))));
            server = Optional.of(new ProcessBuilder(binaries.command("postgres", "-D", data.toString()))
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(place.log().toFile()))
                    .start()
                    .toHandle());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start PostgreSQL in " + place.home(), e);
        }
    }

    private static String quoted(Path path) {
        return path.toString().replace("'", "''");
    }

    private void awaitReady() {
        var end = Instant.now().plus(PATIENCE);
        while (!pidFile.ready()) {
            if (!running() || Instant.now().isAfter(end)) {
                throw new IllegalStateException("PostgreSQL in " + place.home() + " did not start:\n" + endOfLog());
            }
            try {
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while PostgreSQL started", e);
            }
        }
    }

    /** Why it takes no connections; empty where it runs. */
    Optional<String> problem() {
        if (server.filter(ProcessHandle::isAlive).isPresent()) {
            return Optional.empty();
        }
        var last = endOfLog().strip().lines().reduce((before, line) -> line).orElse("");
        return Optional.of(describe() + (last.isEmpty() ? "" : ", which ends with: " + last));
    }

    private String endOfLog() {
        try {
            List<String> lines = Files.readAllLines(place.log());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
        } catch (IOException e) {
            return "there is no log at " + place.log();
        }
    }
}
