package dev.holdfast.migrationrules;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A migration's version, in Flyway's order: whole numbers joined by dots or underscores; 1 and 1.0 are the same. */
public record Version(String text) implements Comparable<Version> {
    private static final Pattern FORM = Pattern.compile("\\d+([._]\\d+)*");

    public Version {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' is no version; allowed are numbers such as 12 or 1.2");
        }
        text = text.replace('_', '.');
    }

    /** The version that a text is, if it is one. */
    public static Optional<Version> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new Version(text)) : Optional.empty();
    }

    @Override
    public int compareTo(Version other) {
        var mine = parts();
        var others = other.parts();
        for (int i = 0; i < Math.max(mine.size(), others.size()); i++) {
            var order = part(mine, i).compareTo(part(others, i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Version version && compareTo(version) == 0;
    }

    @Override
    public int hashCode() {
        return text.replaceAll("(\\.0+)+$", "").replaceFirst("^0+(?=\\d)", "").hashCode();
    }

    @Override
    public String toString() {
        return "V" + text;
    }

    private List<BigInteger> parts() {
        return Stream.of(text.split("\\.")).map(BigInteger::new).toList();
    }

    private static BigInteger part(List<BigInteger> parts, int i) {
        return i < parts.size() ? parts.get(i) : BigInteger.ZERO;
    }
}
