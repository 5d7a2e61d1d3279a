package dev.holdfast.sandbox.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Pulumi's file backend holds of a stack; only read, never written. */
final class StackState {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path backend;
    private final String project;
    private final String stack;

    /**
     * @param project the name that Pulumi knows it by
     */
    StackState(Workspace workspace, String project, String stack) {
        this.backend = workspace.state().resolve(".pulumi");
        this.project = project;
        this.stack = stack;
    }

    /** The stack's name. */
    String stack() {
        return stack;
    }

    /** Its checkpoint, with all resources. */
    Path file() {
        return backend.resolve("stacks").resolve(project).resolve(stack + ".json");
    }

    /** What Pulumi keeps of the checkpoint before. */
    Path backup() {
        return file().resolveSibling(stack + ".json.bak");
    }

    boolean exists() {
        return Files.exists(file());
    }

    /** Whether the stack was ever applied to its end: then it has outputs. */
    boolean applied() throws IOException {
        return root().filter(root -> !root.path("outputs").isEmpty()).isPresent();
    }

    /** An output of the stack, if it has it in the clear. */
    Optional<String> output(String name) throws IOException {
        return root().map(root -> root.path("outputs").path(name))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText);
    }

    /** The entries of an output that is a list; none if there is no such output. */
    List<String> listed(String name) throws IOException {
        var listed = new ArrayList<String>();
        root().ifPresent(root -> root.path("outputs").path(name).forEach(entry -> listed.add(entry.asText())));
        return listed;
    }

    /** How many resources it has, as Pulumi counts them: without those that it makes or reads by itself. */
    int size() throws IOException {
        var size = 0;
        for (var resource : latest().path("resources")) {
            var made = resource.path("urn").asText().contains("::pulumi:providers:")
                    && resource.path("urn").asText().contains("::default");
            size += made || resource.path("external").asBoolean() ? 0 : 1;
        }
        return size;
    }

    /**
     * The resources in whose midst an earlier run was killed.
     *
     * @return by URN, the ids under which they are known nevertheless, such as that of the one to be replaced
     */
    Map<String, List<String>> pending() throws IOException {
        var pending = new LinkedHashMap<String, List<String>>();
        latest().path("pending_operations")
                .forEach(one -> pending.put(one.path("resource").path("urn").asText(), new ArrayList<>()));
        for (var resource : latest().path("resources")) {
            var ids = pending.get(resource.path("urn").asText());
            if (ids != null) {
                ids.add(resource.path("id").asText());
            }
        }
        return pending;
    }

    /** The locks that Pulumi's runs hold on it, or left behind. */
    List<Path> locks() throws IOException {
        var folder = backend.resolve("locks/organization").resolve(project).resolve(stack);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json")).toList();
        }
    }

    private Optional<JsonNode> root() throws IOException {
        for (var resource : latest().path("resources")) {
            if (resource.path("type").asText().equals("pulumi:pulumi:Stack")) {
                return Optional.of(resource);
            }
        }
        return Optional.empty();
    }

    /**
     * The last checkpoint.
     *
     * @throws Failure if it is damaged; what it said cannot be made again
     */
    private JsonNode latest() throws IOException {
        if (!exists()) {
            return MissingNode.getInstance();
        }
        try {
            var checkpoint = JSON.readTree(file().toFile()).path("checkpoint");
            if (!checkpoint.isObject()) {
                throw damaged("it holds no checkpoint", null);
            }
            return checkpoint.path("latest");
        } catch (JsonProcessingException e) {
            throw damaged(e.getOriginalMessage(), e);
        }
    }

    private Failure damaged(String why, Throwable cause) {
        return new Failure(
                file() + " is damaged: " + why + ".\nIt is Pulumi's state of " + stack
                        + ", which cannot be made again. "
                        + (Files.exists(backup())
                                ? "Pulumi kept what it was one step before: cp " + backup() + " " + file()
                                : "Restore it from a copy")
                        + ", or start anew with ./sandbox reset.",
                cause);
    }
}
