package dev.holdfast.conventions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads one project's configuration and collects what is wrong with it, so that a person sees every problem in one
 * message. Read all keys, then call {@link #check()} once, before the values are used.
 *
 * <pre>{@code
 * var keys = new Configuration("holdfast", ctx.config()::get);
 * var region = keys.text("region", "eu-west-1");
 * var tasks = keys.number("tasks", 1, 10, 2);
 * keys.check();
 * }</pre>
 */
public final class Configuration {
    private final String project;
    private final Function<String, Optional<String>> values;
    private final List<String> problems;

    /**
     * @param project the namespace that messages show before a key
     * @param values the raw values by key, without the namespace; usually {@code ctx.config()::get}
     */
    public Configuration(String project, Function<String, Optional<String>> values) {
        this(project, values, new ArrayList<>());
    }

    private Configuration(String project, Function<String, Optional<String>> values, List<String> problems) {
        this.project = project;
        this.values = values;
        this.problems = problems;
    }

    /**
     * The keys of another namespace, such as {@code aws}, whose problems are told together with these.
     *
     * @param namespace what messages show before a key
     * @param values the raw values by key, without the namespace; usually {@code ctx.config("aws")::get}
     */
    public Configuration beside(String namespace, Function<String, Optional<String>> values) {
        return new Configuration(namespace, values, problems);
    }

    /** The text of a key, if it is set. */
    public Optional<String> text(String key) {
        return values.apply(key).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** The text of a key, or a default. */
    public String text(String key, String byDefault) {
        return text(key).orElse(byDefault);
    }

    /** The text of a key that must be set; {@code example} shows a person what it looks like. */
    public String required(String key, String example) {
        return text(key).orElseGet(() -> {
            problem(key, "is not set; for example: pulumi config set " + project + ":" + key + " '" + example + "'");
            return example;
        });
    }

    /** The text of a key, if it is set, which must match the whole pattern; {@code allowed} describes it. */
    public Optional<String> matching(String key, Pattern pattern, String allowed) {
        var value = text(key);
        value.filter(text -> !pattern.matcher(text).matches())
                .ifPresent(text -> problem(key, "is '" + text + "', allowed is " + allowed));
        return value;
    }

    /** The entries of a key that lists them with commas, each of which must match; none if the key is not set. */
    public Set<String> listing(String key, Pattern pattern, String allowed) {
        var entries = new LinkedHashSet<String>();
        text(key).ifPresent(list -> {
            for (var entry : list.split(",", -1)) {
                entries.add(entry.strip());
            }
        });
        entries.stream()
                .filter(entry -> !pattern.matcher(entry).matches())
                .forEach(entry -> problem(key, "lists '" + entry + "', allowed is " + allowed));
        return entries;
    }

    /** The whole number of a key, within bounds that are both allowed, or a default. */
    public int number(String key, int least, int most, int byDefault) {
        var value = text(key);
        if (value.isEmpty()) {
            return byDefault;
        }
        try {
            int number = Integer.parseInt(value.get());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // falls through to the same message as a number out of bounds
        }
        problem(key, "is '" + value.get() + "', allowed is a whole number from " + least + " to " + most);
        return byDefault;
    }

    /** The truth value of a key, or a default. */
    public boolean flag(String key, boolean byDefault) {
        var value = text(key);
        value.filter(text -> !text.equals("true") && !text.equals("false"))
                .ifPresent(text -> problem(key, "is '" + text + "', allowed is true or false"));
        return value.map(Boolean::parseBoolean).orElse(byDefault);
    }

    /** The constant that a key names, in lower case and with hyphens, or a default. */
    public <E extends Enum<E>> E choice(String key, Class<E> type, E byDefault) {
        var value = text(key);
        if (value.isEmpty()) {
            return byDefault;
        }
        for (var constant : type.getEnumConstants()) {
            if (spelled(constant).equals(value.get())) {
                return constant;
            }
        }
        var allowed = Arrays.stream(type.getEnumConstants())
                .map(Configuration::spelled)
                .collect(Collectors.joining(", "));
        problem(key, "is '" + value.get() + "', allowed is one of " + allowed);
        return byDefault;
    }

    /** Notes a problem that the caller found with the value of a key. */
    public void problem(String key, String whatIsWrong) {
        problems.add(project + ":" + key + " " + whatIsWrong);
    }

    /**
     * Ends the reading.
     *
     * @throws InvalidConfiguration if there were problems, with all of them
     */
    public void check() {
        if (!problems.isEmpty()) {
            throw new InvalidConfiguration(problems);
        }
    }

    private static String spelled(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
