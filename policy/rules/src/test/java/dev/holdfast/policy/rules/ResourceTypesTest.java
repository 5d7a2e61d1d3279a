package dev.holdfast.policy.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.core.annotations.ResourceType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A type that is misspelt makes a rule that is never asked. */
class ResourceTypesTest {
    private static final Pattern TOKEN = Pattern.compile("\"(aws:\\w+/\\w+:\\w+)\"");

    @Test
    void everyTypeThatARuleNamesIsOneOfTheProviders() throws IOException {
        assertThat(named())
                .isNotEmpty()
                .allSatisfy(type -> assertThat(declared(type)).as(type).contains(type));
    }

    private static Set<String> named() throws IOException {
        var named = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file :
                    files.filter(one -> one.toString().endsWith(".java")).toList()) {
                var matcher = TOKEN.matcher(Files.readString(file));
                while (matcher.find()) {
                    named.add(matcher.group(1));
                }
            }
        }
        return named;
    }

    /** What the class that a token leads to says: {@code aws:rds/instance:Instance} leads to {@code aws.rds.Instance}. */
    private static Optional<String> declared(String token) {
        var module = token.split("[:/]")[1].toLowerCase(Locale.ROOT);
        var name = token.substring(token.lastIndexOf(':') + 1);
        try {
            var resource = Class.forName("com.pulumi.aws." + module + "." + name);
            return Optional.of(resource.getAnnotation(ResourceType.class).type());
        } catch (ClassNotFoundException unknown) {
            return Optional.empty();
        }
    }
}
