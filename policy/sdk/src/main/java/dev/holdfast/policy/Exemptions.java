package dev.holdfast.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The exemptions that a repository keeps in a file, so that each is reviewed with the change that needs it:
 *
 * <pre>{@code
 * exemptions:
 *   - rule: bucket-versioning
 *     resource: aws:s3/bucketV2:BucketV2::cache
 *     reason: rebuilt every night
 *     owner: ada@example.com
 *     expires: 2027-01-31
 * }</pre>
 *
 * @param all in the order of the file
 */
public record Exemptions(List<Exemption> all) {
    private static final Set<String> FIELDS = Set.of("rule", "resource", "reason", "owner", "expires");

    /** There are none. */
    public static final Exemptions NONE = new Exemptions(List.of());

    public Exemptions {
        all = List.copyOf(all);
    }

    /**
     * Reads a file; one that is not there has no exemptions.
     *
     * @throws IllegalArgumentException with every problem of the file
     */
    public static Exemptions read(Path file) {
        if (!Files.exists(file)) {
            return NONE;
        }
        try {
            return parse(file.getFileName().toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("the exemptions in " + file + " cannot be read", e);
        }
    }

    /**
     * Reads a text.
     *
     * @param name what it is called in messages
     * @throws IllegalArgumentException with every problem
     */
    public static Exemptions parse(String name, String yaml) {
        var problems = new ArrayList<String>();
        var all = new ArrayList<Exemption>();
        JsonNode root;
        try {
            root = JsonTree.ofYaml(yaml);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(name + " is no YAML: " + e.getOriginalMessage(), e);
        }
        if (root.isMissingNode() || root.isNull()) {
            return NONE;
        }
        var list = root.path("exemptions");
        if (root.size() != 1 || !list.isArray() && !list.isNull()) {
            throw new IllegalArgumentException(name + " has to have one list, `exemptions`");
        }
        for (int i = 0; i < list.size(); i++) {
            var where = name + ", exemption " + (i + 1);
            var entry = list.get(i);
            int before = problems.size();
            check(where, entry, problems);
            if (problems.size() == before) {
                all.add(new Exemption(
                        entry.get("rule").asText(),
                        entry.get("resource").asText(),
                        entry.get("reason").asText(),
                        entry.get("owner").asText(),
                        LocalDate.parse(entry.get("expires").asText())));
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        return new Exemptions(all);
    }

    private static void check(String where, JsonNode entry, List<String> problems) {
        if (!entry.isObject()) {
            problems.add(where + " is no object with " + String.join(", ", new TreeSet<>(FIELDS)));
            return;
        }
        for (var field : new TreeSet<>(FIELDS)) {
            if (entry.path(field).asText().isBlank()) {
                problems.add(where + " has no " + field);
            }
        }
        entry.fieldNames().forEachRemaining(field -> {
            if (!FIELDS.contains(field)) {
                problems.add(where + " has '" + field + "'" + Configuration.nearest(field, FIELDS));
            }
        });
        var expires = entry.path("expires").asText();
        try {
            if (!expires.isBlank()) {
                LocalDate.parse(expires);
            }
        } catch (DateTimeParseException e) {
            problems.add(where + " expires '" + expires + "', allowed is a day such as 2027-01-31");
        }
    }
}
