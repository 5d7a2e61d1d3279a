package dev.holdfast.impact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.holdfast.conventions.NearestName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a repository approves of in its {@code approvals.yaml}, so that each approval is reviewed with the change that needs it:
 *
 * <pre>{@code
 * approvals:
 *   - urn: urn:pulumi:prod::holdfast::holdfast:stateful:Bucket$aws:s3/bucketV2:BucketV2::thumbnails
 *     operation: delete
 *     reason: nobody reads it since release 12, and it can be made again
 *     expires: 2027-01-31
 * }</pre>
 *
 * <p>An entry that has expired stays in the list: whoever is refused is told that it has.
 *
 * @param all in the order of the file
 */
public record Approvals(List<Approval> all) {
    /** There are none. */
    public static final Approvals NONE = new Approvals(List.of());

    /** Of a key that is there twice, a reviewer may see the one, and the gate the other. */
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final List<String> OPERATIONS = List.of("delete", "replace", "unprotect", "violate");
    private static final List<String> REQUIRED = List.of("urn", "operation", "reason", "expires");
    private static final Set<String> FIELDS = Set.of("urn", "operation", "rule", "reason", "expires");

    public Approvals {
        all = List.copyOf(all);
    }

    /**
     * Reads a file; one that is not there approves of nothing.
     *
     * @throws IllegalArgumentException with every problem of the file
     * @throws UncheckedIOException if it cannot be read
     */
    public static Approvals read(Path file) {
        if (!Files.exists(file)) {
            return NONE;
        }
        try {
            return parse(file.getFileName().toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("the approvals in " + file + " cannot be read", e);
        }
    }

    /**
     * Reads a text.
     *
     * @param name what it is called in messages
     * @throws IllegalArgumentException with every problem
     */
    public static Approvals parse(String name, String yaml) {
        JsonNode root;
        try {
            root = YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(name + " is no YAML: " + e.getOriginalMessage(), e);
        }
        if (root.isMissingNode() || root.isNull()) {
            return NONE;
        }
        var list = root.path("approvals");
        if (root.size() != 1 || !list.isArray() && !list.isNull()) {
            throw new IllegalArgumentException(name + " has to have one list, `approvals`");
        }
        var problems = new ArrayList<String>();
        var all = new ArrayList<Approval>();
        for (int i = 0; i < list.size(); i++) {
            var found = problems(list.get(i));
            if (found.isEmpty()) {
                all.add(approval(list.get(i)));
            }
            for (var problem : found) {
                problems.add(name + ", approval " + (i + 1) + " " + problem);
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        return new Approvals(all);
    }

    /** Those about a stack. */
    List<Approval> of(String project, String stack) {
        return all.stream()
                .filter(approval -> approval.urn().startsWith("urn:pulumi:" + stack + "::" + project + "::"))
                .toList();
    }

    private static Approval approval(JsonNode entry) {
        return new Approval(
                Json.text(entry, "urn"),
                Json.text(entry, "operation"),
                Optional.of(Json.text(entry, "rule")).filter(rule -> !rule.isBlank()),
                Json.text(entry, "reason").strip(),
                LocalDate.parse(Json.text(entry, "expires")));
    }

    private static List<String> problems(JsonNode entry) {
        if (!entry.isObject()) {
            return List.of("is no object with " + String.join(", ", REQUIRED));
        }
        var problems = new ArrayList<String>();
        for (var field : REQUIRED) {
            if (Json.text(entry, field).isBlank()) {
                problems.add("has no " + field);
            }
        }
        entry.fieldNames().forEachRemaining(field -> {
            if (!FIELDS.contains(field)) {
                problems.add("has '" + field + "', which is not known; " + nearest(field, FIELDS));
            }
        });
        var urn = Json.text(entry, "urn");
        if (!urn.isBlank() && (urn.split("::", 4).length < 4 || !urn.startsWith("urn:pulumi:") || urn.contains("*"))) {
            problems.add("has the urn '" + urn + "', allowed is one resource's in full, as the refusal shows it:"
                    + " urn:pulumi:<stack>::<project>::<type>::<name>");
        }
        var operation = Json.text(entry, "operation");
        if (!operation.isBlank() && !OPERATIONS.contains(operation)) {
            problems.add("has the operation '" + operation + "', allowed are " + String.join(", ", OPERATIONS));
        }
        boolean rule = !Json.text(entry, "rule").isBlank();
        if (operation.equals("violate") && !rule) {
            problems.add("has no rule, which `violate` needs: the name of the policy");
        } else if (OPERATIONS.contains(operation) && !operation.equals("violate") && rule) {
            problems.add("has a rule, which only `violate` has");
        }
        expires(Json.text(entry, "expires")).ifPresent(problems::add);
        return problems;
    }

    private static Optional<String> expires(String day) {
        try {
            if (!day.isBlank()) {
                LocalDate.parse(day);
            }
            return Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.of("expires '" + day + "', allowed is a day such as 2027-01-31");
        }
    }

    private static String nearest(String field, Set<String> known) {
        return NearestName.of(field, known)
                .map(name -> "did you mean " + name + "?")
                .orElseGet(() ->
                        "known are " + String.join(", ", known.stream().sorted().toList()));
    }
}
