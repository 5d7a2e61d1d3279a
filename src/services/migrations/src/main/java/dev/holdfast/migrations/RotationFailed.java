package dev.holdfast.migrations;

/** Why a secret was not rotated; what is current stays current, and Secrets Manager tries again. */
public final class RotationFailed extends RuntimeException {
    RotationFailed(String message, Throwable cause) {
        super(message, cause);
    }

    RotationFailed(String message) {
        super(message);
    }
}
