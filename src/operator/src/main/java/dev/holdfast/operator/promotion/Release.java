package dev.holdfast.operator.promotion;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.holdfast.operator.Refused;
import dev.holdfast.operator.images.Commit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What is promoted: written by {@code ./holdfast release}, which asks whether stage found it to work, and read by whoever may
 * not read stage's state.
 *
 * @param tag of the repository
 * @param commit that the tag stands for: 40 hexadecimal digits
 * @param digests the images, by their names
 */
public record Release(String tag, String commit, Map<String, String> digests) {
    private static final Pattern TAG = Pattern.compile("[\\w.-]{1,64}");
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    public Release {
        digests = Map.copyOf(digests);
    }

    /**
     * Reads it back.
     *
     * @throws Refused naming all that is wrong with it
     */
    public static Release read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new Refused("there is no file " + file + "; `./holdfast release <tag>` writes it");
        }
        try {
            var json = Engine.JSON.readTree(Files.readString(file));
            var digests = new TreeMap<String, String>();
            json.path("digests")
                    .properties()
                    .forEach(entry ->
                            digests.put(entry.getKey(), entry.getValue().asText()));
            var release =
                    new Release(json.path("tag").asText(), json.path("commit").asText(), digests);
            release.check(file);
            return release;
        } catch (JsonProcessingException e) {
            throw new Refused(file + " is no release: " + e.getOriginalMessage()
                    + "; write it anew with `./holdfast release <tag>`");
        }
    }

    /** Writes it, so that people and programs can read it. */
    void write(Path file) throws IOException {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("tag", tag);
        fields.put("commit", commit);
        fields.put("digests", new TreeMap<>(digests));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, Engine.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(fields) + "\n");
    }

    /** What a tag must look like, so that the services can say it. */
    static boolean allows(String tag) {
        return TAG.matcher(tag).matches();
    }

    private void check(Path file) {
        var problems = new ArrayList<String>();
        if (!allows(tag)) {
            problems.add("tag is '" + tag + "', allowed are at most 64 letters, digits, dots, hyphens and underscores");
        }
        if (!Commit.isWhole(commit)) {
            problems.add("commit is '" + commit + "', allowed are 40 hexadecimal digits in lower case");
        }
        if (digests.isEmpty()) {
            problems.add("digests names no image");
        }
        digests.forEach((image, digest) -> {
            if (!DIGEST.matcher(digest).matches()) {
                problems.add(
                        "the digest of " + image + " is '" + digest + "', allowed is sha256:<64 hexadecimal digits>");
            }
        });
        if (!problems.isEmpty()) {
            throw new Refused(file + " is no release; write it anew with `./holdfast release <tag>`:\n- "
                    + String.join("\n- ", problems));
        }
    }
}
