package dev.holdfast.operator.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What started a run of GitHub Actions, from the file that {@code GITHUB_EVENT_PATH} names.
 *
 * @param number of the pull request; nothing if it was none
 * @param fork whether its branch is in another repository: then the run's token may write nothing here
 * @param commit the newest of its branch
 */
record PullRequest(OptionalInt number, boolean fork, Optional<String> commit) {
    /** @throws IllegalStateException if the file cannot be read */
    static PullRequest of(Map<String, String> environment) {
        var file = environment.getOrDefault("GITHUB_EVENT_PATH", "");
        var request = file.isEmpty()
                ? MissingNode.getInstance()
                : event(Path.of(file)).path("pull_request");
        var number = request.path("number");
        var head = request.path("head").path("repo").path("full_name").asText();
        var base = request.path("base").path("repo").path("full_name").asText();
        return new PullRequest(
                number.isInt() ? OptionalInt.of(number.intValue()) : OptionalInt.empty(),
                // A fork that was deleted meanwhile has no name any more.
                number.isInt() && !base.isEmpty() && !head.equals(base),
                Optional.of(request.path("head").path("sha").asText()).filter(sha -> sha.matches("[0-9a-f]{40,64}")));
    }

    private static JsonNode event(Path file) {
        try {
            return new ObjectMapper().readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("GITHUB_EVENT_PATH names " + file + ", which is no JSON", e);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "GITHUB_EVENT_PATH names " + file + ", which cannot be read: " + e.getMessage(), e);
        }
    }
}
