package dev.holdfast.conventions;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody who mistyped it probably meant. */
public final class NearestName {
    private NearestName() {}

    /** The nearest of the known names; none if a third of the letters, and more than two, would have to change. */
    public static Optional<String> of(String mistyped, Collection<String> known) {
        return known.stream()
                .sorted()
                .min(Comparator.comparingInt(name -> changes(mistyped, name)))
                .filter(name -> changes(mistyped, name) <= Math.max(2, mistyped.length() / 3));
    }

    /** How many letters to insert, drop or exchange, whatever their case: the distance of Levenshtein. */
    private static int changes(String one, String other) {
        var from = one.toLowerCase(Locale.ROOT);
        var to = other.toLowerCase(Locale.ROOT);
        var distances = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            distances[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = distances[0];
            distances[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int exchanged = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = distances[j];
                distances[j] = Math.min(exchanged, 1 + Math.min(distances[j], distances[j - 1]));
            }
        }
        return distances[to.length()];
    }
}
