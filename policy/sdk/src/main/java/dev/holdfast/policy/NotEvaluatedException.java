package dev.holdfast.policy;

/**
 * A rule cannot decide. Reading a value that is not known yet throws it; a rule throws it itself where what it found is
 * ambiguous. The analysis reports it beside the violations, never as passed.
 *
 * <pre>{@code
 * if (candidates.size() > 1) {
 *     throw new NotEvaluatedException("subnets may be any of " + candidates);
 * }
 * }</pre>
 */
public final class NotEvaluatedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param reason why, in words that a person can act on */
    public NotEvaluatedException(String reason) {
        super(reason);
    }
}
