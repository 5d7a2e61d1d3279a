package dev.holdfast.migrations;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.function.Supplier;
import org.postgresql.PGConnection;

/**
 * The database's roles, as the master makes them: the owner of schema and objects, which nobody logs in as, and the
 * groups with their users. All of it is said again on every run, and undoes what somebody changed.
 *
 * <p>The master of RDS is no superuser. From PostgreSQL 16 on, whoever creates a role may administer it and grant
 * it to itself, and nobody else may alter it.
 */
final class Roles {
    /** Who owns the schema and all that is in it, and runs the migrations. */
    static final String OWNER = "holdfast_owner";

    private static final String REFUSED = "42501";
    /** Any number, as long as it is this one: the name of the lock. */
    private static final long LOCK = 0x726f6c65;

    /**
     * What the master left in the schema when it ran the migrations itself, the schema first. A sequence that
     * belongs to a column follows its table, so the list is asked for anew after each.
     */
    private static final String NEXT_OF_THE_MASTERS = """
            SELECT format('ALTER %%s %%s OWNER TO %1$s', replace(object.type, ' object', ''), object.identity)
            FROM pg_shdepend AS owned, pg_identify_object(owned.classid, owned.objid, owned.objsubid) AS object
            WHERE owned.deptype = 'o'
              AND owned.dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND owned.refclassid = 'pg_authid'::regclass
              AND owned.refobjid = (SELECT oid FROM pg_roles WHERE rolname = current_user)
              AND (object.schema = '%2$s' OR object.type = 'schema' AND object.name = '%2$s')
            ORDER BY object.type <> 'schema', object.type = 'sequence', object.identity
            LIMIT 1
            """.formatted(OWNER, Migrations.SCHEMA);

    private static final String DATABASE_OF_ANOTHER = """
            SELECT format('ALTER DATABASE %%I OWNER TO %1$s', datname) FROM pg_database
            WHERE datname = current_database() AND pg_get_userbyid(datdba) <> '%1$s'
            """.formatted(OWNER);

    private final Connection connection;

    /** @param connection the master's; where a change fails, closing it undoes all of the change */
    Roles(Connection connection) {
        this.connection = connection;
    }

    /** Something that is done to the roles, in one transaction that has them for itself. */
    interface Change {
        void apply(Roles roles) throws SQLException;
    }

    /** Does something to the roles, while no other run and no rotation does. */
    void change(Change change) throws SQLException {
        connection.setAutoCommit(false);
        query("SELECT pg_advisory_xact_lock(" + LOCK + ")");
        change.apply(this);
        connection.commit();
        connection.setAutoCommit(true);
    }

    /** Makes the owner, and hands it the database and what the master owns in the schema. */
    void ensureOwner() throws SQLException {
        create(OWNER);
        alter(OWNER, "ALTER ROLE " + OWNER + " NOLOGIN NOCREATEDB NOCREATEROLE PASSWORD NULL");
        // Who creates a role may administer it, but neither has its rights nor may act as it until that is granted.
        alter(OWNER, "GRANT " + OWNER + " TO CURRENT_USER WITH INHERIT TRUE, SET TRUE");
        var database = query(DATABASE_OF_ANOTHER);
        if (database != null) {
            execute(database);
        }
        for (var sql = query(NEXT_OF_THE_MASTERS); sql != null; sql = query(NEXT_OF_THE_MASTERS)) {
            execute(sql);
        }
    }

    /**
     * Makes a group with its users, and gives each user the password that it has in the group's secret.
     *
     * @param known asked when both users are there, and before anything is decided about passwords
     */
    void ensure(RoleGroup group, Supplier<Collection<Credentials>> known) throws SQLException {
        create(group.role());
        for (var user : group.users()) {
            create(user);
            // NOSUPERUSER, NOREPLICATION and NOBYPASSRLS go without saying: this master may not even take them away.
            alter(user, "ALTER ROLE " + user + " LOGIN NOCREATEDB NOCREATEROLE");
            for (var setting : group.settings()) {
                alter(user, "ALTER ROLE " + user + " SET " + setting);
            }
            alter(group.role(), "GRANT " + group.role() + " TO " + user + " WITH INHERIT TRUE, SET FALSE");
        }
        for (var credentials : known.get()) {
            setPassword(credentials);
        }
        // Last: before there were users, the application logged in as the group.
        alter(group.role(), "ALTER ROLE " + group.role() + " NOLOGIN NOCREATEDB NOCREATEROLE PASSWORD NULL");
    }

    /** Gives a user its password. The driver computes the SCRAM verifier: neither wire nor server's log sees more. */
    void setPassword(Credentials credentials) throws SQLException {
        connection
                .unwrap(PGConnection.class)
                .alterUserPassword(
                        credentials.username(), credentials.password().toCharArray(), "scram-sha-256");
    }

    private void create(String role) throws SQLException {
        if (query("SELECT 1 FROM pg_roles WHERE rolname = '" + role + "'") == null) {
            execute("CREATE ROLE " + role);
        }
    }

    private void alter(String role, String sql) throws SQLException {
        try {
            execute(sql);
        } catch (SQLException e) {
            if (!REFUSED.equals(e.getSQLState())) {
                throw e;
            }
            throw new SQLException(
                    "the master may not alter the role %s: %s. Somebody else created it; as a role that may, run: GRANT %s TO <master> WITH ADMIN OPTION"
                            .formatted(role, e.getMessage(), role),
                    REFUSED,
                    e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of the first row; null if there is none. */
    private String query(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        }
    }
}
