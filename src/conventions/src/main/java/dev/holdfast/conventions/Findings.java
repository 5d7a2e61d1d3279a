package dev.holdfast.conventions;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the configurations of one program have in common: what was asked for, and what is wrong. */
final class Findings {
    /** What all namespaces of Holdfast's projects begin with. */
    private static final String OURS = "holdfast";

    private final String own;
    private final ConfigurationKeys keys;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, Set<String>> asked = new LinkedHashMap<>();
    private final Map<String, Section> sections = new LinkedHashMap<>();
    private final Set<String> secrets = new HashSet<>();
    private final Set<String> wrongType = new HashSet<>();

    /** A key that holds keys of its own: those that are set, and those that were asked for. */
    private record Section(Set<String> set, Set<String> asked) {}

    /** @param own the namespace of the program's project */
    Findings(String own, ConfigurationKeys keys) {
        this.own = own;
        this.keys = keys;
    }

    /** Remembers a namespace, whose other keys are then unknown. */
    void reads(String namespace) {
        asked.putIfAbsent(namespace, new TreeSet<>());
    }

    /** Remembers the content of a key that holds keys of its own. */
    void readsSection(String path, Set<String> set) {
        sections.put(path, new Section(Set.copyOf(set), new TreeSet<>()));
    }

    /** Remembers that a key is known, and a value that nobody may see. */
    void reads(String namespace, String key, String value) {
        var section = sections.get(namespace);
        (section == null ? asked.get(namespace) : section.asked()).add(key);
        if (isSecret(section == null ? namespace + ":" + key : namespace) && !value.isBlank()) {
            secrets.add(value.strip());
        }
    }

    /** Notes that a value is a list or an object; anything else that is wrong with it comes from that. */
    void wrongType(String name, String whatIsWrong) {
        if (wrongType.add(name)) {
            problems.add(name + " " + whatIsWrong);
        }
    }

    /** Notes a problem with the value of a key. */
    void problem(String name, String whatIsWrong) {
        note(
                name,
                isSecret(name)
                        ? "is a secret that is not shown here, and not allowed; `pulumi config get " + name
                                + "` shows it"
                        : whatIsWrong);
    }

    /** Notes a value that is not allowed. */
    void refuse(String name, String found, String allowed) {
        note(name, (isSecret(name) ? "is a secret that is not shown here" : found) + ", allowed is " + allowed);
    }

    private void note(String name, String whatIsWrong) {
        if (!wrongType.contains(name)) {
            problems.add(name + " " + whatIsWrong);
        }
    }

    /** All problems, those with keys that nobody asked for last. */
    List<String> all() {
        var all = new ArrayList<String>();
        problems.forEach(problem -> all.add(concealed(problem)));
        asked.forEach((namespace, known) -> keys.in(namespace).stream()
                .filter(key -> !known.contains(key))
                .map(key -> namespace.equals(own) ? unknown(key, known) : withoutEffect(namespace, key, known))
                .forEach(all::add));
        sections.forEach((path, section) -> section.set().stream()
                .filter(key -> !section.asked().contains(key))
                .sorted()
                .map(key -> unknownIn(path, key, section.asked()))
                .forEach(all::add));
        keys.set().stream()
                .filter(key -> key.startsWith(OURS) && !asked.containsKey(namespace(key)))
                .sorted()
                .map(key -> key + " is of no use here: this project's keys begin with " + own + ":" + remove(key))
                .forEach(all::add);
        return all;
    }

    private String unknown(String key, Set<String> known) {
        var name = own + ":" + key;
        return name + " is not known; "
                + NearestName.of(key, known)
                        .map(nearest -> "did you mean " + nearest + "?")
                        .orElseGet(() -> "known are " + String.join(", ", known) + remove(name));
    }

    private static String unknownIn(String path, String key, Set<String> known) {
        return path + "." + key + " is not known; "
                + NearestName.of(key, known)
                        .map(nearest -> "did you mean " + nearest + "?")
                        .orElseGet(() -> "known are " + String.join(", ", known));
    }

    /** A provider that the program makes itself is given nothing of the configuration by Pulumi's engine. */
    private static String withoutEffect(String namespace, String key, Set<String> known) {
        var name = namespace + ":" + key;
        return name
                + NearestName.of(key, known)
                        .map(nearest -> " is not known; did you mean " + nearest + "?")
                        .orElseGet(() -> " has no effect: the program makes its own provider, which takes "
                                + String.join(", ", known) + " from the configuration, and credentials from the"
                                + " environment (such as AWS_PROFILE)" + remove(name));
    }

    private static String remove(String name) {
        return "; remove it with: pulumi config rm " + name;
    }

    private static String namespace(String name) {
        return name.substring(0, Math.max(0, name.indexOf(':')));
    }

    private boolean isSecret(String name) {
        return keys.secret().stream().anyMatch(secret -> name.equals(secret) || name.startsWith(secret + "."));
    }

    /** A problem of one key may name the value of another. */
    private String concealed(String problem) {
        var concealed = problem;
        for (var secret : secrets) {
            concealed = concealed.replace(secret, "(secret)");
        }
        return concealed;
    }
}
