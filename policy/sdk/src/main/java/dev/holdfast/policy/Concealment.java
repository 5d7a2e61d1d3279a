package dev.holdfast.policy;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Takes the secrets of resources out of what a rule says: it may quote what it read, and messages end in logs. */
final class Concealment {
    private final Collection<PolicyResource> resources;
    private Set<String> secrets;

    Concealment(Collection<PolicyResource> resources) {
        this.resources = resources;
    }

    /** A message without them; they are looked for when the first message comes, as most resources cause none. */
    String of(String message) {
        if (secrets == null) {
            secrets = new HashSet<>();
            for (var resource : resources) {
                resource.properties().secrets(secrets);
                resource.provider().ifPresent(provider -> provider.properties().secrets(secrets));
            }
        }
        var quoted = secrets.stream()
                .filter(message::contains)
                // The longest first: another one may be a part of it.
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        return quoted.isEmpty()
                ? message
                : Pattern.compile(quoted).matcher(message).replaceAll(Matcher.quoteReplacement("[secret]"));
    }
}
