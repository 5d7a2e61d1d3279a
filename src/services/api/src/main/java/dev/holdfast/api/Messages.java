package dev.holdfast.api;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** The messages in the database. */
class Messages {
    private final Jdbi jdbi;

    Messages(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The newest messages, newest first. */
    List<Message> newest(int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT id, author, text, created_at FROM holdfast.messages
                        ORDER BY created_at DESC, id DESC
                        LIMIT :limit
                        """)
                .bind("limit", limit)
                .map((row, context) -> message(row))
                .list());
    }

    /** The newest messages whose text has these characters, in any case; newest first. */
    List<Message> newest(int limit, String search) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT id, author, text, created_at FROM holdfast.messages
                        WHERE position(lower(:search) IN lower(text)) > 0
                        ORDER BY created_at DESC, id DESC
                        LIMIT :limit
                        """)
                .bind("search", search)
                .bind("limit", limit)
                .map((row, context) -> message(row))
                .list());
    }

    /** Adds a message; it is committed when this returns. */
    Message add(NewMessage message) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        INSERT INTO holdfast.messages (author, text) VALUES (:author, :text)
                        RETURNING id, author, text, created_at
                        """)
                .bind("author", message.author())
                .bind("text", message.text())
                .map((row, context) -> message(row))
                .one());
    }

    private static Message message(ResultSet row) throws SQLException {
        return new Message(
                row.getLong("id"),
                row.getString("author"),
                row.getString("text"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
