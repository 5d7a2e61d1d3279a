package dev.holdfast.impact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which inputs of a resource change, with their values as short as one line has room for, and without secrets. */
final class PropertyChanges {
    /** The longest value that is shown, in characters. */
    private static final int LONGEST = 120;

    /** How much of what two long values have in common is shown before their difference. */
    private static final int CONTEXT = 24;

    private static final Pattern PLAIN = Pattern.compile("[\\w-]+");

    private PropertyChanges() {}

    /**
     * What a step changes.
     *
     * @param before its inputs, concealed
     * @param after its inputs, concealed
     */
    static List<PropertyChange> of(Step step, JsonNode before, JsonNode after) {
        var changes = new ArrayList<PropertyChange>();
        step.differences().forEach((path, kind) -> {
            var where = PropertyPath.of(path);
            boolean replaces = kind.endsWith("-replace") || step.keys().contains(where.root());
            leaves(path, where.in(before), where.in(after), replaces, changes);
        });
        return changes;
    }

    /** What changes of the options that the engine itself obeys. */
    static Stream<PropertyChange> options(ResourceState before, ResourceState after) {
        return Stream.of(
                        option("protect", before.protect(), after.protect()),
                        option("retainOnDelete", before.retainOnDelete(), after.retainOnDelete()))
                .flatMap(Optional::stream);
    }

    private static Optional<PropertyChange> option(String name, boolean before, boolean after) {
        return before == after
                ? Optional.empty()
                : Optional.of(new PropertyChange(
                        name, Optional.of(String.valueOf(before)), Optional.of(String.valueOf(after)), false));
    }

    /** Of two objects, only what differs in them. */
    private static void leaves(
            String path, JsonNode before, JsonNode after, boolean replaces, List<PropertyChange> changes) {
        if (!before.isObject() || !after.isObject()) {
            changes.add(change(path, before, after, replaces));
            return;
        }
        var names = new LinkedHashSet<String>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        names.stream()
                .filter(name -> !before.path(name).equals(after.path(name)))
                .forEach(name -> leaves(
                        path + (PLAIN.matcher(name).matches() ? "." + name : "[\"" + name + "\"]"),
                        before.path(name),
                        after.path(name),
                        replaces,
                        changes));
    }

    private static PropertyChange change(String path, JsonNode before, JsonNode after, boolean replaces) {
        // A value that was secret does not become public by being told as the one that it is changed to.
        if (Concealment.SECRET.equals(before) && !after.isMissingNode()
                || Concealment.SECRET.equals(after) && !before.isMissingNode()) {
            return new PropertyChange(
                    path, Optional.of(Concealment.SECRET.asText()), Optional.of(Concealment.SECRET.asText()), replaces);
        }
        var one = text(before);
        var other = text(after);
        int same = one.isPresent() && other.isPresent() ? common(one.get(), other.get()) : 0;
        return new PropertyChange(
                path, one.map(value -> cut(value, same)), other.map(value -> cut(value, same)), replaces);
    }

    private static Optional<String> text(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        return Optional.of((value.isValueNode() ? value.asText() : value.toString()).replaceAll("\\s+", " "));
    }

    private static String cut(String value, int same) {
        if (value.length() <= LONGEST) {
            return value;
        }
        int from = Math.max(0, Math.min(same - CONTEXT, value.length() - LONGEST));
        int to = Math.min(value.length(), from + LONGEST);
        return (from > 0 ? "..." : "") + value.substring(from, to) + (to < value.length() ? "..." : "");
    }

    private static int common(String one, String other) {
        int same = 0;
        while (same < Math.min(one.length(), other.length()) && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        return same;
    }
}
