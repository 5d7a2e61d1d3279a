package dev.holdfast.migrations;

/** Why the database was not brought to where this image wants it; the message is all that the deployment shows. */
public final class MigrationFailed extends RuntimeException {
    MigrationFailed(String message, Throwable cause) {
        super(message, cause);
    }

    MigrationFailed(String message) {
        super(message);
    }
}
