package dev.holdfast.workload;

import dev.holdfast.conventions.Configuration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A deployment that was found to work here: only such a commit is promoted to the next environment. The list of them is
 * an output of the stack, so it is kept, locked and read like everything else that the stack says.
 *
 * @param commit of the repository
 * @param digests the images, by the names of their repositories
 * @param at when it was deployed, as the record of the deployment says
 */
record Green(String commit, Map<String, String> digests, String at) {
    /** How many are kept: enough to go back to any release of the last weeks. */
    static final int MOST = 20;

    private static final String KEY = "green";
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,64}");

    Green {
        digests = Map.copyOf(digests);
    }

    /**
     * Those of the last update and, where {@code green} names a commit, the present deployment of it before them.
     *
     * @param deployment what is deployed, as the configuration says
     */
    static List<Green> read(Configuration keys, Deployment deployment, PreviousUpdate previous) {
        var named = keys.matching(KEY, COMMIT, "the commit that is deployed, in hexadecimal digits");
        if (named.isEmpty()) {
            return previous.green();
        }
        var deployed = Optional.ofNullable(previous.deployment().get("commit"));
        if (!deployed.equals(named) || !deployment.isOfTheSameAs(previous.deployment())) {
            keys.problem(
                    KEY,
                    "is '" + named.get() + "', but "
                            + deployed.map(commit -> "what is deployed is " + commit)
                                    .orElse("no commit is deployed")
                            + (deployed.equals(named) ? ", with another release or other images" : "")
                            + ": only what the last update deployed is found to work");
            return previous.green();
        }
        var all = new ArrayList<>(List.of(new Green(named.get(), deployment.digests(), deployment.at())));
        previous.green().stream()
                .filter(one -> !one.commit().equals(named.get()))
                .limit(MOST - 1)
                .forEach(all::add);
        return all;
    }

    /** Of the stack's output, which is whatever the last update left there. */
    static List<Green> of(Object output) {
        var all = new ArrayList<Green>();
        if (output instanceof List<?> entries) {
            for (var entry : entries) {
                if (entry instanceof Map<?, ?> fields && fields.get("digests") instanceof Map<?, ?> digests) {
                    var images = new TreeMap<String, String>();
                    digests.forEach((image, digest) -> images.put(String.valueOf(image), String.valueOf(digest)));
                    all.add(new Green(String.valueOf(fields.get("commit")), images, String.valueOf(fields.get("at"))));
                }
            }
        }
        return all;
    }

    /** As the stack's output has it. */
    Map<String, Object> told() {
        return new TreeMap<>(Map.of("commit", commit, "digests", new TreeMap<>(digests), "at", at));
    }
}
