package dev.holdfast.operator.promotion;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is to be deployed.
 *
 * @param commit of the repository: 40 hexadecimal digits
 * @param release what the services say that they are; by default the beginning of their image's digest
 * @param digests the images, by their names
 */
record Subject(String commit, Optional<String> release, Map<String, String> digests) {
    Subject {
        digests = Map.copyOf(digests);
    }

    static Subject of(Release release) {
        return new Subject(release.commit(), Optional.of(release.tag()), release.digests());
    }

    /** What is deployed already. */
    static Optional<Subject> of(StackOutputs outputs) {
        return outputs.commit()
                .map(commit -> new Subject(
                        commit, Optional.ofNullable(outputs.deployment().get("release")), outputs.digests()));
    }

    /**
     * The keys of the stack's configuration, when somebody deploys it.
     *
     * @param at when; to the second, so that it is the same wherever it is read
     */
    Map<String, String> configuration(String by, Instant at) {
        var values = new TreeMap<String, String>();
        values.put("holdfast:commit", commit);
        release.ifPresent(tag -> values.put("holdfast:release", tag));
        digests.forEach((image, digest) -> values.put("holdfast:" + image + "Digest", digest));
        values.put("holdfast:deployedBy", by);
        values.put("holdfast:deployedAt", at.truncatedTo(ChronoUnit.SECONDS).toString());
        return values;
    }

    /** For a person: the tag, or the commit. */
    String told() {
        return release.map(tag -> tag + ", commit " + commit.substring(0, 12))
                .orElse("commit " + commit.substring(0, 12));
    }
}
