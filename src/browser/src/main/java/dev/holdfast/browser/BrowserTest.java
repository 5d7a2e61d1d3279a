package dev.holdfast.browser;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A test in a real browser. Where chromium or chromedriver is not installed it is skipped, and says how to get them;
 * with {@code -Dbrowser.required=true}, as CI runs it, it fails instead.
 */
@Target(TYPE)
@Retention(RUNTIME)
@ExtendWith(BrowserTest.Present.class)
public @interface BrowserTest {
    /** Whether both programs are there. */
    final class Present implements ExecutionCondition {
        private static final String HOW =
                "chromium and chromedriver are not both on the PATH; on Debian, `apt-get install chromium"
                        + " chromium-driver` brings them, then run ./mvnw verify again";

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (Browser.CHROMIUM.isPresent() && Browser.DRIVER.isPresent()) {
                return ConditionEvaluationResult.enabled("the browser is installed");
            }
            if (Boolean.getBoolean("browser.required")) {
                throw new IllegalStateException("the browser tests are required, but " + HOW);
            }
            System.out.println("SKIPPED " + context.getDisplayName() + ": " + HOW);
            return ConditionEvaluationResult.disabled(HOW);
        }
    }
}
