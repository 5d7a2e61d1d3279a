package dev.holdfast.migrations;

import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database server, reached over TLS only, with its name and its certificate verified. */
final class Database {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final int CONNECT_SECONDS = 5;
    /** A statement that waits longer for a lock would hold up every query behind it. */
    private static final String SESSION = "-c lock_timeout=10s";

    private final Settings settings;
    private final Duration patience;

    /**
     * @param patience how long to wait for a database that does not answer: its network interface or the function's
     *     may be new, or it is failing over
     */
    Database(Settings settings, Duration patience) {
        this.settings = settings;
        this.patience = patience;
    }

    /** Connections as this role. */
    PGSimpleDataSource as(Credentials credentials) {
        var source = new PGSimpleDataSource();
        source.setServerNames(new String[] {settings.host()});
        source.setPortNumbers(new int[] {settings.port()});
        source.setDatabaseName(settings.database());
        source.setUser(credentials.username());
        source.setPassword(credentials.password());
        source.setSslMode("verify-full");
        source.setSslRootCert(settings.caBundle().toString());
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setLoginTimeout(2 * CONNECT_SECONDS);
        source.setTcpKeepAlive(true);
        source.setApplicationName("holdfast-migrations");
        source.setOptions(SESSION);
        return source;
    }

    /** Connections of somebody who may act as a role, and does from the first statement on. */
    PGSimpleDataSource actingAs(String role, PGSimpleDataSource login) {
        var source = as(new Credentials(login.getUser(), login.getPassword()));
        source.setOptions(SESSION + " -c role=" + role);
        return source;
    }

    /**
     * Waits until the database lets this role in.
     *
     * @param credentials asked before each attempt, because RDS may rotate the password meanwhile
     * @return connections that worked just now
     * @throws MigrationFailed if the database does not answer in time, or cannot be trusted
     */
    PGSimpleDataSource await(Supplier<Credentials> credentials) {
        var end = System.nanoTime() + patience.toNanos();
        for (var pause = 250L; ; pause = Math.min(2 * pause, 5_000)) {
            var source = as(credentials.get());
            try {
                source.getConnection().close();
                return source;
            } catch (SQLException e) {
                if (!mayPass(e) || System.nanoTime() + Duration.ofMillis(pause).toNanos() > end) {
                    throw new MigrationFailed(unreachable(e), e);
                }
                LOG.info("Waiting for the database: {}", e.getMessage());
            }
            sleep(pause);
        }
    }

    private String unreachable(SQLException e) {
        return "Cannot connect to database %s at %s:%d within %d seconds: %s (SQL state %s)%s. Nothing was changed."
                .formatted(
                        settings.database(),
                        settings.host(),
                        settings.port(),
                        patience.toSeconds(),
                        e.getMessage(),
                        e.getSQLState(),
                        isOfTls(e) ? "; the trusted certificate authorities are those of " + settings.caBundle() : "");
    }

    /** Whether another attempt may succeed: connections refused or lost, a server that starts, a password just rotated. */
    private static boolean mayPass(SQLException e) {
        var state = String.valueOf(e.getSQLState());
        return !isOfTls(e) && (state.startsWith("08") || state.startsWith("57P") || state.equals("28P01"));
    }

    private static boolean isOfTls(Throwable e) {
        return Stream.iterate(e, cause -> cause != null, Throwable::getCause).anyMatch(SSLException.class::isInstance);
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationFailed("Interrupted while waiting for the database; nothing was changed.", e);
        }
    }
}
