package dev.holdfast.policy;

import java.time.Duration;
import java.util.List;

/**
 * What a resource was declared with besides its properties. The engine does not tell {@code retainOnDelete} or {@code
 * dependsOn} apart from other dependencies.
 *
 * <pre>{@code
 * if (!account.options().protect()) { ... }
 * }</pre>
 *
 * @param protect whether Pulumi refuses to delete it
 * @param ignoreChanges the properties whose changes are left alone
 * @param deleteBeforeReplace whether the old one goes before the new one comes
 * @param additionalSecretOutputs the outputs that are secret besides those of the provider
 * @param aliases its former URNs
 * @param timeouts how long the provider waits
 */
public record ResourceOptions(
        boolean protect,
        List<String> ignoreChanges,
        boolean deleteBeforeReplace,
        List<String> additionalSecretOutputs,
        List<String> aliases,
        Timeouts timeouts) {

    /** None is set. */
    public static final ResourceOptions NONE =
            new ResourceOptions(false, List.of(), false, List.of(), List.of(), Timeouts.NONE);

    /**
     * How long the provider waits for an operation; zero where its own default holds.
     *
     * @param create for the creation
     * @param update for a change
     * @param delete for the deletion
     */
    public record Timeouts(Duration create, Duration update, Duration delete) {
        /** The provider's own. */
        public static final Timeouts NONE = new Timeouts(Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }

    public ResourceOptions {
        ignoreChanges = List.copyOf(ignoreChanges);
        additionalSecretOutputs = List.copyOf(additionalSecretOutputs);
        aliases = List.copyOf(aliases);
    }

    /** The same, protected. */
    public ResourceOptions protectedFromDeletion() {
        return new ResourceOptions(
                true, ignoreChanges, deleteBeforeReplace, additionalSecretOutputs, aliases, timeouts);
    }

    /** The same, with properties whose changes are left alone. */
    public ResourceOptions ignoring(String... properties) {
        return new ResourceOptions(
                protect, List.of(properties), deleteBeforeReplace, additionalSecretOutputs, aliases, timeouts);
    }
}
