package dev.holdfast.conventions;

import com.google.gson.Gson;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which keys a stack's configuration sets, by their full names such as {@code holdfast:zones}: Pulumi's SDK gives the
 * value of a key that one asks for, but not the keys.
 *
 * @param set all keys
 * @param secret those whose values nobody may see
 */
public record ConfigurationKeys(Set<String> set, Set<String> secret) {
    /** Where nothing is known of the keys, as in a test: none is unknown, and none is secret. */
    public static final ConfigurationKeys UNTOLD = new ConfigurationKeys(Set.of(), Set.of());

    public ConfigurationKeys {
        set = Set.copyOf(set);
        secret = Set.copyOf(secret);
    }

    /** The keys that Pulumi's language host tells a program, in the variables in which the SDK finds the values. */
    public static ConfigurationKeys told() {
        return told(System::getenv);
    }

    static ConfigurationKeys told(UnaryOperator<String> environment) {
        var json = new Gson();
        return new ConfigurationKeys(
                Optional.ofNullable(environment.apply("PULUMI_CONFIG"))
                        .map(values -> json.fromJson(values, Map.class).keySet().stream())
                        .map(ConfigurationKeys::names)
                        .orElse(Set.of()),
                Optional.ofNullable(environment.apply("PULUMI_CONFIG_SECRET_KEYS"))
                        .map(keys -> Stream.of(json.fromJson(keys, String[].class)))
                        .map(ConfigurationKeys::names)
                        .orElse(Set.of()));
    }

    /** The keys of a namespace, without it. */
    Set<String> in(String namespace) {
        return set.stream()
                .filter(key -> key.startsWith(namespace + ":"))
                .map(key -> key.substring(namespace.length() + 1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Early versions of Pulumi wrote {@code holdfast:config:zones}. */
    private static Set<String> names(Stream<?> keys) {
        return keys.map(key -> key.toString().replaceFirst(":config:", ":")).collect(Collectors.toSet());
    }
}
