package dev.holdfast.operator.promotion;

import java.util.Map;
import java.util.stream.Stream;

/** Who deploys: the person behind a pipeline, or the user of this machine. */
final class Person {
    private Person() {}

    /** In letters that the record of a deployment allows. */
    static String of(Map<String, String> environment) {
        var name = Stream.of("HOLDFAST_DEPLOYED_BY", "GITHUB_ACTOR", "USER")
                .map(variable -> environment.getOrDefault(variable, ""))
                .filter(value -> !value.isBlank())
                .findFirst()
                .orElse(System.getProperty("user.name"));
        var allowed = name.replaceAll("[^\\w .@+/\\[\\]-]", "_");
        return allowed.substring(0, Math.min(128, allowed.length()));
    }
}
