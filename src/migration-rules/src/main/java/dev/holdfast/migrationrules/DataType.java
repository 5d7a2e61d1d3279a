package dev.holdfast.migrationrules;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A column's type, as far as it matters for changing it, such as {@code varchar} with 80. */
record DataType(String name, List<Integer> sizes) {
    private static final Pattern FORM = Pattern.compile("([^(]+)(?:\\((\\d+(?:,\\d+)*)\\))?");

    /** The type of a text without spaces; one that is not understood is like no other. */
    static DataType of(String text) {
        var form = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            return new DataType(text, List.of());
        }
        var name = switch (form.group(1)) {
            case "charactervarying" -> "varchar";
            case "decimal" -> "numeric";
            default -> form.group(1);
        };
        var sizes = form.group(2) == null
                ? List.<Integer>of()
                : Stream.of(form.group(2).split(",")).map(Integer::valueOf).toList();
        return new DataType(name, sizes);
    }

    /**
     * Whether every value stays as it is stored, so that PostgreSQL rewrites nothing and older code reads what it read:
     * a longer {@code varchar}, {@code varchar} to {@code text} and back without a length, a {@code numeric} of more
     * digits with the same scale.
     */
    boolean widensTo(DataType other) {
        if (equals(other)) {
            return true;
        }
        if (isText() && other.isText()) {
            return other.sizes.isEmpty()
                    || !sizes.isEmpty() && name.equals(other.name) && other.sizes.get(0) >= sizes.get(0);
        }
        return name.equals("numeric")
                && other.name.equals("numeric")
                && !sizes.isEmpty()
                && (other.sizes.isEmpty() || other.sizes.get(0) >= sizes.get(0) && scale() == other.scale());
    }

    private boolean isText() {
        return name.equals("text") || name.equals("varchar");
    }

    private int scale() {
        return sizes.size() > 1 ? sizes.get(1) : 0;
    }
}
