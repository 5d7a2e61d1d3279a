package dev.holdfast.migrations;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/**
 * The role that the application logs in as. What it may do with tables is said beside the migrations, in {@code
 * db/migration/afterMigrate.sql}.
 */
final class ApplicationRole {
    static final String NAME = "holdfast_app";

    private final Secrets secrets;

    ApplicationRole(Secrets secrets) {
        this.secrets = secrets;
    }

    /**
     * Creates the role and its secret's value where they are missing, and gives the role the secret's password again
     * where they are not.
     *
     * @param connection of a role with CREATEROLE, which is what the master of RDS has: it is no superuser
     * @throws MigrationFailed if the role belongs to somebody else, or its secret holds something else
     */
    void ensure(Connection connection) throws SQLException {
        var credentials = secrets.application(NAME);
        try (var statement = connection.createStatement()) {
            try (var found = statement.executeQuery("SELECT 1 FROM pg_roles WHERE rolname = '" + NAME + "'")) {
                if (!found.next()) {
                    // From PostgreSQL 16 on, whoever creates a role is granted ADMIN on it, and nobody else may alter
                    // it.
                    statement.execute("CREATE ROLE " + NAME);
                }
            }
            // NOSUPERUSER, NOREPLICATION and NOBYPASSRLS go without saying: this master may not even take them away.
            statement.execute("ALTER ROLE " + NAME + " LOGIN NOCREATEDB NOCREATEROLE");
            // The driver computes the SCRAM verifier, so neither the wire nor the server's log sees the password.
            connection
                    .unwrap(PGConnection.class)
                    .alterUserPassword(NAME, credentials.password().toCharArray(), "scram-sha-256");
        } catch (SQLException e) {
            if ("42501".equals(e.getSQLState())) {
                throw new MigrationFailed(
                        "The master may not alter the role %s: %s (SQL state 42501). Somebody else created it; as a role that may, run: GRANT %s TO <master> WITH ADMIN OPTION"
                                .formatted(NAME, e.getMessage(), NAME),
                        e);
            }
            throw e;
        }
    }
}
