package dev.holdfast.web;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this release can do, but does only where its environment names it in the variable {@code FEATURES}. At the moment
 * that is nothing; the first is made as those of api are. Names that mean nothing are told in the log, and are no error.
 */
final class Features {
    private static final Logger LOG = LoggerFactory.getLogger(Features.class);

    private Features() {}

    /** The names that mean nothing to this release. */
    static List<String> unknown(Map<String, String> environment) {
        return Stream.of(environment.getOrDefault("FEATURES", "").split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    static void log(Map<String, String> environment) {
        var unknown = unknown(environment);
        if (!unknown.isEmpty()) {
            LOG.warn("Features that this release does not know, and leaves off: {}", unknown);
        }
    }
}
