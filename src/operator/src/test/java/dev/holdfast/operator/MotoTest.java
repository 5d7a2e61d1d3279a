package dev.holdfast.operator;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A test class that needs {@link Moto}. Where it is not installed the class is skipped, with one line that says how to
 * get it; with {@code -Dmoto.required=true}, as CI runs it, it fails instead.
 */
@Target(TYPE)
@Retention(RUNTIME)
@ExtendWith(MotoTest.Present.class)
public @interface MotoTest {
    /** Whether moto's server is there. */
    final class Present implements ExecutionCondition {
        private static final String HOW =
                "moto_server is not installed; `tools/moto/install` brings it, then run ./mvnw verify again";

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (Moto.program().isPresent()) {
                return ConditionEvaluationResult.enabled("moto is installed");
            }
            if (Boolean.getBoolean("moto.required")) {
                throw new IllegalStateException("the tests against moto are required, but " + HOW);
            }
            System.out.println("SKIPPED " + context.getDisplayName() + ": " + HOW);
            return ConditionEvaluationResult.disabled(HOW);
        }
    }
}
