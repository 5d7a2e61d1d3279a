package dev.holdfast.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What brings new versions: a pattern that matches nothing would bring none, and nobody would notice. */
class RenovateTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    private static JsonNode configuration() throws IOException {
        return new ObjectMapper().readTree(ROOT.resolve("renovate.json").toFile());
    }

    private static Stream<JsonNode> managers() throws IOException {
        var managers = new ArrayList<JsonNode>();
        configuration().path("customManagers").forEach(managers::add);
        return managers.stream();
    }

    /** The files that a pattern of Renovate's, {@code /.../}, means. */
    private static List<Path> files(String pattern) throws IOException {
        var wanted = Pattern.compile(pattern.substring(1, pattern.length() - 1));
        try (var files = Files.walk(ROOT)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("/target/"))
                    .filter(file ->
                            wanted.matcher(ROOT.relativize(file).toString()).find())
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("managers")
    void findsAVersionInEveryFileThatItNames(JsonNode manager) throws IOException {
        for (var pattern : manager.path("managerFilePatterns")) {
            assertThat(files(pattern.asText()))
                    .as(pattern.asText())
                    .isNotEmpty()
                    .allSatisfy(file -> {
                        var versions = new ArrayList<String>();
                        for (var match : manager.path("matchStrings")) {
                            Pattern.compile(match.asText())
                                    .matcher(Files.readString(file))
                                    .results()
                                    .forEach(found -> versions.add(found.group(1)));
                        }
                        assertThat(versions).isNotEmpty().allMatch(version -> version.matches("\\d+(\\.\\d+)+"));
                    });
        }
    }

    @Test
    void takesNoVersionOfTheProviderThatIsADecision() throws IOException {
        assertThat(configuration().path("packageRules"))
                .filteredOn(rule -> rule.path("matchPackageNames").toString().contains("\"com.pulumi:aws\""))
                .anyMatch(rule -> rule.path("allowedVersions").asText().equals("<7.0.0"));
    }
}
