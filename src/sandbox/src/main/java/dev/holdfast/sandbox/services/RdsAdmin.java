package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.Addresses;
import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Report;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLState;

/** What RDS itself does inside a database, as its superuser {@code rdsadmin}. */
final class RdsAdmin implements AutoCloseable {
    static final String NAME = "rdsadmin";

    /** Set for this machine by {@link Postgres}, whatever a parameter group says. */
    private static final Set<String> FIXED = Set.of(
            "log_destination",
            "log_line_prefix",
            "log_min_duration_statement",
            "log_min_error_statement",
            "log_parameter_max_length",
            "log_statement",
            "max_wal_size",
            "shared_buffers");

    private final PostgresBinaries binaries;
    private final Connection connection;

    /** Connects to a server that runs. */
    RdsAdmin(PostgresBinaries binaries, Postgres.Place place, String password, Path bundle) {
        this.binaries = binaries;
        var properties = new Properties();
        properties.setProperty("user", NAME);
        properties.setProperty("password", password);
        // Not verify-full: it connects by address, before the endpoint's name resolves.
        properties.setProperty("sslmode", "verify-ca");
        properties.setProperty("sslrootcert", bundle.toString());
        properties.setProperty("logServerErrorDetail", "false");
        // Where the server takes connections from.
        properties.setProperty("localSocketAddress", place.address());
        try {
            connection = DriverManager.getConnection(
                    "jdbc:postgresql://" + place.address() + ":" + Addresses.BEHIND_GATE + "/postgres", properties);
        } catch (SQLException e) {
            throw failed("connect", e);
        }
    }

    /** As the superuser. */
    Connection connection() {
        return connection;
    }

    /** The version that runs, for example {@code 17.11}. */
    String version() {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("SHOW server_version")) {
            result.next();
            return result.getString(1);
        } catch (SQLException e) {
            throw failed("read the version", e);
        }
    }

    /** The master user as RDS makes it, no superuser, and its database if one is named. */
    void createMaster(String name, String password, String database) {
        try (var statement = connection.createStatement()) {
            var master = statement.enquoteIdentifier(name, true);
            statement.execute("CREATE ROLE rds_superuser NOLOGIN");
            statement.execute("GRANT pg_monitor, pg_signal_backend, pg_checkpoint, pg_maintain, pg_create_subscription,"
                    + " pg_use_reserved_connections TO rds_superuser WITH ADMIN OPTION");
            statement.execute("CREATE ROLE " + master + " LOGIN CREATEDB CREATEROLE IN ROLE rds_superuser");
            password(name, password);
            statement.execute("ALTER DATABASE postgres OWNER TO " + master);
            if (database != null && !database.equals("postgres")) {
                statement.execute(
                        "CREATE DATABASE " + statement.enquoteIdentifier(database, true) + " OWNER " + master);
            }
        } catch (SQLException e) {
            throw failed("create the master user " + name, e);
        }
    }

    /** Sets a user's password; the server sees only its SCRAM verifier. */
    void password(String user, String password) {
        try {
            connection.unwrap(PGConnection.class).alterUserPassword(user, password.toCharArray(), "scram-sha-256");
        } catch (SQLException e) {
            throw failed("set the password of " + user, e);
        }
    }

    /**
     * Applies a parameter group, and nothing of an earlier one.
     *
     * @return whether the server has to be started again for it
     */
    boolean apply(Map<String, String> parameters, Report report) {
        try (var statement = connection.createStatement()) {
            statement.execute("ALTER SYSTEM RESET ALL");
            for (var parameter : new TreeMap<>(parameters).entrySet()) {
                apply(statement, parameter.getKey(), parameter.getValue(), report);
            }
            statement.execute("SELECT pg_reload_conf()");
            // The server reads its files when it gets to it.
            statement.execute("SELECT pg_sleep(0.1)");
            try (var result = statement.executeQuery("SELECT count(*) FROM pg_settings WHERE pending_restart")) {
                result.next();
                return result.getInt(1) > 0;
            }
        } catch (SQLException e) {
            throw failed("apply the parameter group", e);
        }
    }

    private void apply(Statement statement, String name, String value, Report report) throws SQLException {
        if (name.startsWith("rds.") || value.contains("{")) {
            // RDS's own parameters, and formulas over the instance class's memory.
            return;
        }
        if (FIXED.contains(name)) {
            report.info("parameter " + name + " is the sandbox's own and stays as it is");
            return;
        }
        var usable = name.equals("shared_preload_libraries") ? libraries(value, report) : value;
        try {
            statement.execute("ALTER SYSTEM SET " + statement.enquoteIdentifier(name, true) + " = "
                    + (usable.contains(",") ? usable : statement.enquoteLiteral(usable)));
        } catch (SQLException e) {
            if (PSQLState.UNDEFINED_OBJECT.getState().equals(e.getSQLState())) {
                report.warn("parameter " + name + " does not exist in plain PostgreSQL; it has no effect here");
            } else {
                throw new AwsException(
                        "InvalidParameterValue",
                        "Invalid parameter value: " + value + " for: " + name + "; " + e.getMessage());
            }
        }
    }

    private String libraries(String value, Report report) {
        var usable = new ArrayList<String>();
        for (var library : value.split("\\s*,\\s*")) {
            if (binaries.hasLibrary(library)) {
                usable.add(library);
            } else {
                report.warn("library " + library + " is not part of plain PostgreSQL; it is not loaded here");
            }
        }
        return String.join(", ", usable);
    }

    private static IllegalStateException failed(String what, SQLException e) {
        return new IllegalStateException("cannot " + what + ": " + e.getMessage(), e);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failed("disconnect", e);
        }
    }
}
