package dev.holdfast.migrations;

import java.util.List;
import java.util.stream.Stream;

/**
 * A group of database roles: the group itself, which cannot log in and has the rights, and two users in it that take
 * turns. While one of them is in the secret and in use, a rotation gives the other a new password, so that no open
 * connection and no password in use ever ends. What a group may do with tables is said beside the migrations, in {@code
 * db/migration/afterMigrate.sql}.
 */
enum RoleGroup {
    /** The application. */
    APPLICATION("holdfast_app", List.of()),

    /**
     * People and reports. It has no right to write in any case; the settings keep a long query from holding up the
     * database's housekeeping.
     */
    READ_ONLY(
            "holdfast_read",
            List.of(
                    "default_transaction_read_only = on",
                    "statement_timeout = '5min'",
                    "idle_in_transaction_session_timeout = '5min'"));

    private final String role;
    private final List<String> settings;

    RoleGroup(String role, List<String> settings) {
        this.role = role;
        this.settings = settings;
    }

    /** The role that has the rights. */
    String role() {
        return role;
    }

    /** What each session of its users begins with. A group's own settings would mean nothing to its members. */
    List<String> settings() {
        return settings;
    }

    /** The users, the first one first. */
    List<String> users() {
        return List.of(role + "_a", role + "_b");
    }

    /** Whose turn it is after a user's. */
    String other(String user) {
        return Stream.of(user)
                .filter(users()::contains)
                .flatMap(known -> users().stream().filter(one -> !one.equals(known)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(user + " is none of " + users()));
    }
}
