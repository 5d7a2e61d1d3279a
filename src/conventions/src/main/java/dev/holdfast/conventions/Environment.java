package dev.holdfast.conventions;

import java.util.Locale;

/**
 * An environment of the workload: one stack, in one AWS account.
 *
 * @param name the stack's name: {@code dev}, {@code stage}, {@code prod} or {@code review-<anything>}
 * @param kind what may happen to it
 */
public record Environment(String name, Kind kind) {
    private static final String REVIEW_PREFIX = "review-";

    /** What may happen to an environment, from the most disposable to the least. */
    public enum Kind {
        /** Short-lived and wholly disposable: nothing in it is protected. */
        REVIEW,
        /** The developers' own, kept but cheap. */
        DEVELOPMENT,
        /** What goes to production is proven here first. */
        STAGING,
        /** Real customers. */
        PRODUCTION
    }

    /**
     * The environment that a stack's name stands for.
     *
     * @throws InvalidConfiguration if the name is none that Holdfast knows
     */
    public static Environment ofStack(String stack) {
        if (isReview(stack)) {
            return new Environment(stack, Kind.REVIEW);
        }
        return switch (stack) {
            case "dev" -> new Environment(stack, Kind.DEVELOPMENT);
            case "stage" -> new Environment(stack, Kind.STAGING);
            case "prod" -> new Environment(stack, Kind.PRODUCTION);
            default ->
                throw new InvalidConfiguration(
                        "stack '" + stack + "' is no environment: allowed are dev, stage, prod and review-<name>;"
                                + " select one with `pulumi stack select dev`");
        };
    }

    /** Whether a stack of this name, of whichever project, is a short-lived one in which nothing is protected. */
    public static boolean isReview(String stack) {
        return stack.startsWith(REVIEW_PREFIX) && stack.length() > REVIEW_PREFIX.length();
    }

    /** The account that it lives in; review stacks share the account of {@code dev}. */
    public String account() {
        return kind == Kind.REVIEW ? "dev" : name;
    }

    /** Whether everything in it may be destroyed and nothing is protected. */
    public boolean disposable() {
        return kind == Kind.REVIEW;
    }

    /** Whether it serves real customers. */
    public boolean production() {
        return kind == Kind.PRODUCTION;
    }

    @Override
    public String toString() {
        return name.toLowerCase(Locale.ROOT);
    }
}
