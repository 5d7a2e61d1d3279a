package dev.holdfast.migrations;

import java.sql.SQLException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/** Lets PostgreSQL itself stop what runs past the deadline, each statement and each transaction, and undo it. */
final class TimeLimit implements Callback {
    /** The SQL states of a statement and of a transaction that took too long. */
    private static final String STATEMENT = "57014";

    private static final String TRANSACTION = "25P04";

    private final Deadline deadline;

    TimeLimit(Deadline deadline) {
        this.deadline = deadline;
    }

    /** Whether a database error says that the time was up. */
    static boolean isUp(SQLException e) {
        return STATEMENT.equals(e.getSQLState()) || TRANSACTION.equals(e.getSQLState());
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_EACH_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        try (var statement = context.getConnection().createStatement()) {
            var left = deadline.left().toMillis();
            statement.execute("SET statement_timeout = " + left);
            // From PostgreSQL 17 on; it ends the connection, so the statement's own limit comes first.
            statement.execute("SET transaction_timeout = " + (left + 1_000));
        } catch (SQLException e) {
            throw new MigrationFailed("The migrations' time cannot be limited: " + e.getMessage(), e);
        }
    }

    @Override
    public String getCallbackName() {
        return "timeLimit";
    }
}
