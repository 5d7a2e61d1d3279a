package dev.holdfast.policy.rules.functions;

import dev.holdfast.policy.Policy;
import java.util.List;

/** The rules about functions. */
public final class FunctionRules {
    private FunctionRules() {}

    public static List<Policy> all() {
        return List.of(
                new FunctionInTwoZones(),
                new SupportedRuntime(),
                new PrivateFunction(),
                new NoSecretsInFunctionEnvironment(),
                new FunctionTimeout(),
                new TracedFunction(),
                new FunctionLeavesItsGroup(),
                new FunctionEnvironmentKey());
    }
}
