package dev.holdfast.sandbox.services;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * An image, unpacked.
 *
 * @param root the folder that stands for {@code /}
 * @param entrypoint the program and its first arguments; may be empty
 * @param command further arguments, which a task may override
 * @param environment its variables
 * @param workingDirectory where the program starts, below {@code /}
 * @param user who it runs as, as {@link ContainerUser} reads it
 * @param platform what it is for, for example {@code linux/amd64}
 */
record Image(
        Path root,
        List<String> entrypoint,
        List<String> command,
        Map<String, String> environment,
        String workingDirectory,
        String user,
        String platform) {

    /** Reads an image's configuration, as the OCI image specification has it. */
    static Image of(Path root, JsonNode image) {
        var config = image.path("config");
        var environment = new LinkedHashMap<String, String>();
        for (var variable : texts(config.path("Env"))) {
            var equals = variable.indexOf('=');
            environment.put(variable.substring(0, equals), variable.substring(equals + 1));
        }
        return new Image(
                root,
                texts(config.path("Entrypoint")),
                texts(config.path("Cmd")),
                environment,
                config.path("WorkingDir").asText("/"),
                config.path("User").asText(),
                image.path("os").asText() + "/" + image.path("architecture").asText());
    }

    /** The same image, whose program runs as another user. */
    Image as(String other) {
        return new Image(root, entrypoint, command, environment, workingDirectory, other, platform);
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
