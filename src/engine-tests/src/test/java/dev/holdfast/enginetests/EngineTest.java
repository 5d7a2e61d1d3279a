package dev.holdfast.enginetests;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A test class that needs the real Pulumi CLI. Where the CLI is missing the class is skipped, with one line that says
 * how to get it; with {@code -Dengine.required=true}, as CI runs it, it fails instead.
 */
@Target(TYPE)
@Retention(RUNTIME)
@ExtendWith(EngineTest.Present.class)
@interface EngineTest {
    /** Whether the CLI is there. */
    final class Present implements ExecutionCondition {
        private static final String HOW =
                "the Pulumi CLI is not installed; `tools/pulumi/install` brings it, then run ./mvnw verify again";

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (directory().isPresent()) {
                return ConditionEvaluationResult.enabled("the Pulumi CLI is installed");
            }
            if (Boolean.getBoolean("engine.required")) {
                throw new IllegalStateException("the engine tests are required, but " + HOW);
            }
            System.out.println("SKIPPED " + context.getDisplayName() + ": " + HOW);
            return ConditionEvaluationResult.disabled(HOW);
        }

        /** The folder that holds the CLI and its Java host. */
        static Optional<Path> directory() {
            var cache = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                    .map(Path::of)
                    .orElse(Path.of(System.getProperty("user.home"), ".cache"))
                    .resolve("holdfast/pulumi");
            return Stream.concat(Arrays.stream(System.getenv("PATH").split(":")).map(Path::of), children(cache))
                    .filter(folder -> Files.isExecutable(folder.resolve("pulumi"))
                            && Files.isExecutable(folder.resolve("pulumi-language-java")))
                    .findFirst();
        }

        private static Stream<Path> children(Path folder) {
            var children = folder.toFile().listFiles();
            return children == null ? Stream.of() : Arrays.stream(children).map(java.io.File::toPath);
        }
    }
}
