package dev.holdfast.api;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this release can do, but does only where its environment says so: the variable {@code FEATURES} names what is on,
 * with commas, and all else is off. A name that this release does not know is none of its errors: it may be that of the
 * release before, or after. It is told in the log.
 */
final class Features {
    private static final Logger LOG = LoggerFactory.getLogger(Features.class);

    /** A feature, in capitals; its name is in lower case, with hyphens. */
    enum Feature {
        /** {@code GET /api/messages?search=}: only messages whose text has these characters, in any case. */
        SEARCH;

        private static Optional<Feature> of(String name) {
            return Stream.of(values())
                    .filter(one -> one.toString().equals(name))
                    .findFirst();
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Set<Feature> on = EnumSet.noneOf(Feature.class);
    private final Set<String> unknown = new TreeSet<>();

    private Features() {}

    static Features from(Map<String, String> environment) {
        var features = new Features();
        for (var name : environment.getOrDefault("FEATURES", "").split(",")) {
            Feature.of(name.strip()).ifPresentOrElse(features.on::add, () -> features.unknown.add(name.strip()));
        }
        features.unknown.remove("");
        return features;
    }

    boolean has(Feature feature) {
        return on.contains(feature);
    }

    /** The names that mean nothing to this release. */
    List<String> unknown() {
        return List.copyOf(unknown);
    }

    /** Tells what is on, and what is not known. */
    void log() {
        if (!on.isEmpty()) {
            LOG.info("Features that are on: {}", on);
        }
        if (!unknown.isEmpty()) {
            LOG.warn("Features that this release does not know, and leaves off: {}", unknown);
        }
    }
}
