package dev.holdfast.policy.rules;

import static dev.holdfast.policy.EnforcementLevel.ADVISORY;
import static dev.holdfast.policy.EnforcementLevel.DISABLED;
import static dev.holdfast.policy.EnforcementLevel.MANDATORY;

import dev.holdfast.conventions.Environment;
import dev.holdfast.conventions.InvalidConfiguration;
import dev.holdfast.policy.EnforcementLevel;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.StackIdentity;
import java.util.function.Function;

/**
 * What a violation does, by the environment that the stack's name stands for. A stack that is no environment of the
 * workload, such as the organization's, is judged as production is.
 */
public final class Levels {
    private Levels() {}

    /** Severe ones stop everywhere; others stop in stage, prod and the organization, and are advice in dev and review. */
    public static Function<StackIdentity, EnforcementLevel> by(Severity severity) {
        return stack -> switch (severity) {
            case CRITICAL, HIGH -> MANDATORY;
            case MEDIUM -> isKept(stack) ? MANDATORY : ADVISORY;
            case LOW -> ADVISORY;
        };
    }

    /** Stops everywhere but in review stacks, where nothing is protected and the rule does not run. */
    public static EnforcementLevel unlessDisposable(StackIdentity stack) {
        return kind(stack) == Environment.Kind.REVIEW ? DISABLED : MANDATORY;
    }

    /** Stops in stage, prod and the organization; elsewhere the rule does not run, since it would cost for nothing. */
    public static EnforcementLevel whereKept(StackIdentity stack) {
        return isKept(stack) ? MANDATORY : DISABLED;
    }

    /** Stops in prod and the organization; elsewhere the rule does not run. */
    public static EnforcementLevel production(StackIdentity stack) {
        return kind(stack) == Environment.Kind.PRODUCTION ? MANDATORY : DISABLED;
    }

    /** Stops in review stacks; elsewhere the rule does not run. */
    public static EnforcementLevel review(StackIdentity stack) {
        return kind(stack) == Environment.Kind.REVIEW ? MANDATORY : DISABLED;
    }

    private static boolean isKept(StackIdentity stack) {
        return kind(stack).compareTo(Environment.Kind.STAGING) >= 0;
    }

    /** What may happen to a stack. */
    public static Environment.Kind kind(StackIdentity stack) {
        try {
            return Environment.ofStack(stack.name()).kind();
        } catch (InvalidConfiguration noEnvironment) {
            return Environment.Kind.PRODUCTION;
        }
    }
}
