package dev.holdfast.sandbox.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What a person most likely meant by a word that does not exist. */
final class Nearest {
    private Nearest() {}

    /** The word of these that takes the fewest letters changed; none where too much would have to be guessed. */
    static Optional<String> to(String word, Collection<String> words) {
        return words.stream()
                .filter(one -> distance(word, one) <= Math.max(1, Math.min(word.length(), one.length()) / 3))
                .min(Comparator.comparingInt(one -> distance(word, one)));
    }

    /** As the end of a sentence: {@code ; did you mean dev?} */
    static String question(String word, Collection<String> words) {
        return to(word, words).map(one -> "; did you mean " + one + "?").orElse("");
    }

    /** How many letters are to be put in, taken away or changed (Levenshtein). */
    private static int distance(String from, String to) {
        var row = new int[to.length() + 1];
        for (var j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (var i = 1; i <= from.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j < row.length; j++) {
                var changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
