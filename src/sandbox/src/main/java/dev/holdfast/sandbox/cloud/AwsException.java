package dev.holdfast.sandbox.cloud;

/** A refusal, with the error code that AWS would answer. */
public final class AwsException extends RuntimeException {
    private final String code;

    /**
     * @param code AWS's error code, for example {@code InvalidParameterException}
     * @param message names the thing, the value, and what is allowed
     */
    public AwsException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** AWS's error code. */
    public String code() {
        return code;
    }

    @Override
    public String toString() {
        return code + ": " + getMessage();
    }
}
