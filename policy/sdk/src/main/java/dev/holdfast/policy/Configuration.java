package dev.holdfast.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the rules of a pack are set: levels and properties, checked. It is what a file given by {@code
 * --policy-pack-config} says.
 *
 * <pre>{@code
 * var configuration = Configuration.of(pack, Map.of("log-retention", new Setting(MANDATORY, Map.of("days", 30))));
 * }</pre>
 */
public final class Configuration {
    private final Map<String, Setting> settings;

    /**
     * How one rule is set.
     *
     * @param level what a violation does; null where the rule's own level holds
     * @param properties of its schema
     */
    public record Setting(EnforcementLevel level, Map<String, Object> properties) {
        public Setting {
            properties = Map.copyOf(properties);
        }
    }

    private Configuration(Map<String, Setting> settings) {
        this.settings = Map.copyOf(settings);
    }

    /** Nothing is set: the rules' own levels and defaults hold. */
    public static Configuration none() {
        return new Configuration(Map.of());
    }

    /**
     * Checked against the rules of a pack.
     *
     * @param settings by the rule's name; {@code all} sets the level of those that are not named
     * @throws IllegalArgumentException with every problem: unknown rules and properties with the nearest name, wrong and
     *     missing values
     */
    public static Configuration of(PolicyPack pack, Map<String, Setting> settings) {
        var problems = new ArrayList<String>();
        var rules = new LinkedHashMap<String, PolicyMetadata>();
        pack.described().forEach(rule -> rules.put(rule.metadata().name(), rule.metadata()));
        settings.forEach((name, setting) -> {
            if (!name.equals("all") && !rules.containsKey(name)) {
                problems.add("there is no rule '" + name + "'" + nearest(name, rules.keySet()));
            } else if (name.equals("all") && !setting.properties().isEmpty()) {
                problems.add("'all' sets a level only, and has "
                        + setting.properties().keySet());
            } else if (!name.equals("all")) {
                check(rules.get(name), setting.properties(), problems);
            }
        });
        rules.forEach((name, metadata) -> {
            if (!settings.containsKey(name)) {
                check(metadata, Map.of(), problems);
            }
        });
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        return new Configuration(settings);
    }

    private static void check(PolicyMetadata rule, Map<String, Object> properties, List<String> problems) {
        var schema = rule.schema().properties();
        properties.forEach((name, value) -> {
            if (schema.containsKey(name)) {
                schema.get(name)
                        .problem(value)
                        .ifPresent(problem -> problems.add("'" + name + "' of rule " + rule.name() + " " + problem));
            } else {
                problems.add("rule " + rule.name() + " has no property '" + name + "'"
                        + (schema.isEmpty() ? "; it has none" : nearest(name, schema.keySet())));
            }
        });
        rule.schema().required().stream()
                .filter(name -> !properties.containsKey(name))
                .forEach(name -> problems.add("rule " + rule.name() + " needs '" + name + "'"));
    }

    static String nearest(String mistyped, Collection<String> known) {
        return NearestName.of(mistyped, known)
                .map(name -> "; did you mean " + name + "?")
                .orElse(known.size() > 12 ? "" : "; known are " + String.join(", ", known));
    }

    /** The level of a rule in a stack. */
    EnforcementLevel level(PolicyMetadata rule, StackIdentity stack) {
        return Optional.ofNullable(settings.get(rule.name()))
                .map(Setting::level)
                .or(() -> Optional.ofNullable(settings.get("all")).map(Setting::level))
                .orElseGet(() -> rule.level(stack));
    }

    /** The properties of a rule, its defaults filled in. */
    Value properties(PolicyMetadata rule) {
        var all = new LinkedHashMap<>(rule.schema().defaults());
        Optional.ofNullable(settings.get(rule.name())).ifPresent(setting -> all.putAll(setting.properties()));
        return Value.of("", all);
    }
}
