package dev.holdfast.operator.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.holdfast.conventions.Configuration;
import dev.holdfast.conventions.ConfigurationKeys;
import dev.holdfast.conventions.InvalidConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A stack's file, as a program would see its configuration, so that the program's own reading tells what is wrong.
 *
 * @param path where it is
 * @param values by their full keys
 * @param secret the keys whose values are encrypted
 */
record StackFile(Path path, Map<String, String> values, Set<String> secret) {
    StackFile {
        values = Map.copyOf(values);
        secret = Set.copyOf(secret);
    }

    /** @throws InvalidConfiguration if there is no such file, or it is no stack's */
    static StackFile read(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new InvalidConfiguration("there is no file " + path + "; name a stack that has one with --stack");
        }
        try {
            var values = new LinkedHashMap<String, String>();
            var secret = new HashSet<String>();
            var config = new YAMLMapper().readTree(path.toFile()).path("config");
            config.properties().forEach(entry -> {
                if (entry.getValue().has("secure")) {
                    secret.add(entry.getKey());
                }
                values.put(entry.getKey(), text(entry.getValue()));
            });
            return new StackFile(path, values, secret);
        } catch (IOException e) {
            throw new InvalidConfiguration(
                    path + " is no YAML: " + e.getMessage().lines().findFirst().orElse("") + "; mend it");
        }
    }

    /** The configuration of a project, in which other namespaces can be read beside. */
    Configuration of(String project) {
        return new Configuration(project, key -> value(project, key), new ConfigurationKeys(values.keySet(), secret));
    }

    /** The value of a key. */
    Optional<String> value(String namespace, String key) {
        return Optional.ofNullable(values.get(namespace + ":" + key));
    }

    /** What Pulumi gives a program: text as it is, and JSON of what has parts. */
    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }
}
