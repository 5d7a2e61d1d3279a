package dev.holdfast.conventions;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads one project's configuration and collects what is wrong with it, so that a person sees every problem in one
 * message. Read all keys, then call {@link #check()} once, before the values are used: whatever is set and was not read is
 * a problem too.
 *
 * <pre>{@code
 * var keys = new Configuration("holdfast", ctx.config()::get, ConfigurationKeys.told());
 * var region = keys.text("region", "eu-west-1");
 * var tasks = keys.number("tasks", 1, 10, 2);
 * keys.check();
 * }</pre>
 */
public final class Configuration {
    private static final Gson JSON =
            new GsonBuilder().setStrictness(Strictness.STRICT).create();

    private final String namespace;
    private final char separator;
    private final Function<String, Optional<String>> values;
    private final Findings findings;

    /** A configuration of which nothing is known but what is asked for. */
    public Configuration(String project, Function<String, Optional<String>> values) {
        this(project, values, ConfigurationKeys.UNTOLD);
    }

    /**
     * @param project the namespace that messages show before a key
     * @param values the raw values by key, without the namespace; usually {@code ctx.config()::get}
     * @param keys which keys are set, so that the unknown ones are found
     */
    public Configuration(String project, Function<String, Optional<String>> values, ConfigurationKeys keys) {
        this(project, ':', values, new Findings(project, keys));
        findings.reads(project);
    }

    private Configuration(
            String namespace, char separator, Function<String, Optional<String>> values, Findings findings) {
        this.namespace = namespace;
        this.separator = separator;
        this.values = values;
        this.findings = findings;
    }

    /**
     * The keys of a provider's namespace, such as {@code aws}, whose problems are told together with these.
     *
     * @param provider what messages show before a key
     * @param values the raw values by key, without the namespace; usually {@code ctx.config("aws")::get}
     */
    public Configuration beside(String provider, Function<String, Optional<String>> values) {
        findings.reads(provider);
        return new Configuration(provider, ':', values, findings);
    }

    /**
     * The sections of a key that holds a name and below it keys of its own, in the order of the stack's file:
     *
     * <pre>{@code
     * holdfast:tenants:
     *   acme:
     *     size: 3
     * }</pre>
     */
    public Map<String, Configuration> sections(String key) {
        var value = values.apply(key);
        findings.reads(namespace, key, "");
        var sections = new LinkedHashMap<String, Configuration>();
        value.map(String::strip).filter(text -> !text.isEmpty()).ifPresent(text -> {
            if (!(parsed(text) instanceof JsonObject names)) {
                findings.wrongType(name(key), "is no object, allowed are names, and below each its own keys");
                return;
            }
            names.entrySet()
                    .forEach(one -> section(key, one.getKey(), one.getValue())
                            .ifPresent(section -> sections.put(one.getKey(), section)));
        });
        return sections;
    }

    private Optional<Configuration> section(String key, String name, JsonElement content) {
        var path = name(key) + "." + name;
        if (!content.isJsonObject() && !content.isJsonNull()) {
            findings.wrongType(path, "is no object, allowed are keys and their values");
            return Optional.empty();
        }
        var entries = content.isJsonNull() ? new JsonObject() : content.getAsJsonObject();
        findings.readsSection(path, entries.keySet());
        return Optional.of(new Configuration(
                path,
                '.',
                entry -> Optional.ofNullable(entries.get(entry))
                        .filter(found -> !found.isJsonNull())
                        .map(found -> found.isJsonPrimitive() ? found.getAsString() : found.toString()),
                findings));
    }

    /** The text of a key, if it is set. */
    public Optional<String> text(String key) {
        var value = values.apply(key);
        findings.reads(namespace, key, value.orElse(""));
        value.flatMap(Configuration::structure)
                .ifPresent(structure -> findings.wrongType(name(key), "is " + structure));
        return value.map(String::strip).filter(text -> !text.isEmpty());
    }

    /** The text of a key, or a default. */
    public String text(String key, String byDefault) {
        return text(key).orElse(byDefault);
    }

    /** The text of a key that must be set; {@code example} shows a person what it looks like. */
    public String required(String key, String example) {
        return text(key).orElseGet(() -> {
            problem(key, "is not set; for example: pulumi config set " + name(key) + " '" + example + "'");
            return example;
        });
    }

    /** The text of a key, if it is set, which must match the whole pattern; {@code allowed} describes it. */
    public Optional<String> matching(String key, Pattern pattern, String allowed) {
        var value = text(key);
        value.filter(text -> !pattern.matcher(text).matches()).ifPresent(text -> refuse(key, text, allowed));
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
                .forEach(entry -> findings.refuse(name(key), "lists '" + entry + "'", allowed));
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
        refuse(key, value.get(), "a whole number from " + least + " to " + most);
        return byDefault;
    }

    /** The truth value of a key, or a default. */
    public boolean flag(String key, boolean byDefault) {
        var value = text(key);
        value.filter(text -> !text.equals("true") && !text.equals("false"))
                .ifPresent(text -> refuse(key, text, "true or false"));
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
        refuse(key, value.get(), "one of " + allowed);
        return byDefault;
    }

    /** Notes a problem that the caller found with the value of a key. */
    public void problem(String key, String whatIsWrong) {
        findings.problem(name(key), whatIsWrong);
    }

    /**
     * Ends the reading.
     *
     * @throws InvalidConfiguration if there were problems, with all of them
     */
    public void check() {
        var problems = findings.all();
        if (!problems.isEmpty()) {
            throw new InvalidConfiguration(problems);
        }
    }

    private void refuse(String key, String value, String allowed) {
        findings.refuse(name(key), "is '" + value + "'", allowed);
    }

    private String name(String key) {
        return namespace + separator + key;
    }

    /** What Pulumi made JSON of, because it is more than one text in the stack's file. */
    private static Optional<String> structure(String value) {
        if (!value.startsWith("{") && !value.startsWith("[")) {
            return Optional.empty();
        }
        return Optional.ofNullable(parsed(value))
                .map(json -> json.isJsonArray()
                        ? "a list, allowed is one text, with commas where it names several"
                        : "an object, allowed is one text");
    }

    private static JsonElement parsed(String json) {
        try {
            return JSON.fromJson(json, JsonElement.class);
        } catch (JsonParseException text) {
            return null;
        }
    }

    private static String spelled(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
