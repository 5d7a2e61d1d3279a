package dev.holdfast.api;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.postgresql.ds.PGSimpleDataSource;

/** The connection pool: TLS only, with the server's name and certificate verified, and a limit to every wait. */
final class Database implements AutoCloseable {
    private static final Set<String> REFUSED = Set.of("28P01", "28000");
    private static final int CONNECT_SECONDS = 3;
    private static final int STATEMENT_SECONDS = 5;
    /** Longer than a statement may take: what the database ends itself leaves a connection that can be used on. */
    private static final int SOCKET_SECONDS = 10;

    private static final int POOL_WAIT_MILLIS = 3_000;
    private static final int POOL_VALIDATION_MILLIS = 2_000;
    private static final int POOL_SIZE = 10;
    /** So that connections leave a server that a failover made the standby. */
    private static final int POOL_LIFETIME_MILLIS = 10 * 60_000;

    private final HikariDataSource pool;

    /** Starts the pool; the database may still be down. */
    Database(Settings settings, CurrentCredentials credentials) {
        var config = new HikariConfig();
        config.setPoolName("database");
        config.setDataSource(new Connections(settings, credentials));
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(POOL_WAIT_MILLIS);
        config.setValidationTimeout(POOL_VALIDATION_MILLIS);
        config.setMaximumPoolSize(POOL_SIZE);
        config.setMinimumIdle(1);
        config.setIdleTimeout(POOL_LIFETIME_MILLIS / 2);
        config.setMaxLifetime(POOL_LIFETIME_MILLIS);
        pool = new HikariDataSource(config);
    }

    Jdbi jdbi() {
        var jdbi = Jdbi.create(pool);
        // Jdbi's messages would quote what a user wrote.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(StatementExceptions.MessageRendering.NONE);
        return jdbi;
    }

    @Override
    public void close() {
        pool.close();
    }

    /** Whether this failure is the database's absence, not a fault of the request or of this service. */
    static boolean isUnavailable(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof ConnectionException
                        || cause instanceof SQLException e && isUnavailable(String.valueOf(e.getSQLState())));
    }

    private static boolean isUnavailable(String state) {
        return state.startsWith("08") // connections
                || state.startsWith("53") // out of connections, memory or disk
                || state.startsWith("57P") // shutting down or starting
                || REFUSED.contains(state)
                || state.equals("57014") // statement_timeout
                || state.equals("25006"); // read only: this was the primary until a failover
    }

    /** New connections, with the credentials that are right now. */
    private static final class Connections extends PGSimpleDataSource {
        private final transient CurrentCredentials credentials;

        Connections(Settings settings, CurrentCredentials credentials) {
            this.credentials = credentials;
            setServerNames(new String[] {settings.databaseHost()});
            setPortNumbers(new int[] {settings.databasePort()});
            setDatabaseName(settings.databaseName());
            setSslMode("verify-full");
            setSslRootCert(settings.caBundle().toString());
            setConnectTimeout(CONNECT_SECONDS);
            setLoginTimeout(2 * CONNECT_SECONDS);
            setSocketTimeout(SOCKET_SECONDS);
            setTcpKeepAlive(true);
            setApplicationName("holdfast-api");
            setOptions("-c statement_timeout=" + STATEMENT_SECONDS + "s");
        }

        @Override
        public Connection getConnection() throws SQLException {
            var known = credentials.get();
            try {
                return getConnection(known.username(), known.password());
            } catch (SQLException e) {
                if (!REFUSED.contains(e.getSQLState())) {
                    throw e;
                }
                var others = credentials.insteadOf(known).orElseThrow(() -> e);
                return getConnection(others.username(), others.password());
            }
        }
    }
}
