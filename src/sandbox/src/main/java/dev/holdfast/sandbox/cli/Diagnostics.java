package dev.holdfast.sandbox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the engine, the providers and the program had to say during an update, each thing once. */
final class Diagnostics {
    /** Say only that something failed, which something else says better. */
    private static final Pattern GENERAL = Pattern.compile("(update|preview) (failed|canceled)"
            + "|an unhandled error occurred: .* exited with non-zero exit code.*"
            + "|resource monitor shut down while waiting on step's done channel");
    /** Frames of a stack trace that are not the program's own. */
    private static final Pattern FOREIGN = Pattern.compile(
            "\\s*at (com\\.pulumi\\.|java[./]|java\\.base/|jdk\\.|io\\.grpc\\.|com\\.google\\.).*|\\s*\\.{3} \\d+ more");
    /** How the SDK's logger begins what it says once more. */
    private static final Pattern LOGGER = Pattern.compile(".* com\\.pulumi\\.\\S+ \\w+|(SEVERE|WARNING): ");

    /** How the engine marks what a terminal is to show in colour. */
    private static final Pattern COLOUR = Pattern.compile("<\\{%[^%]*%}>");

    private final Set<Entry> errors = new LinkedHashSet<>();
    private final Set<Entry> warnings = new LinkedHashSet<>();
    private final Map<String, Integer> advice = new TreeMap<>();
    private final List<String> said = new ArrayList<>();

    /**
     * An error or a warning.
     *
     * @param urn of the resource that it is about; empty where it is about none
     */
    record Entry(String urn, String message) {
        /** What it is about and what is the case, line by line. */
        List<String> lines() {
            var lines = new ArrayList<String>();
            if (!urn.isEmpty() && !urn.contains("::pulumi:pulumi:Stack::")) {
                lines.add(urn.substring(urn.lastIndexOf("::") + 2) + " (" + Progress.type(urn) + ")");
            }
            message.lines()
                    .filter(line -> !FOREIGN.matcher(line).matches())
                    .forEach(line -> lines.add(lines.isEmpty() ? line : "  " + line));
            return lines;
        }
    }

    /** Takes a diagnostic event of the engine. */
    void add(JsonNode event) {
        var entry = new Entry(
                event.path("urn").asText(), event.path("message").asText().stripTrailing());
        switch (event.path("severity").asText()) {
            case "debug" -> {
                // Thousands of lines of the engine's own; Pulumi shows them to nobody either.
            }
            case "error" -> errors.add(entry);
            case "warning" -> warnings.add(entry);
            default -> entry.message().lines().filter(line -> !line.isBlank()).forEach(said::add);
        }
    }

    /** Takes what a rule of the policy pack found: what is mandatory is an error, anything else advice. */
    void addPolicy(JsonNode event) {
        var rule = event.path("policyName").asText();
        if (event.path("enforcementLevel").asText().equals("mandatory")) {
            var message = COLOUR.matcher(event.path("message").asText()).replaceAll("");
            errors.add(new Entry(event.path("resourceUrn").asText(), "[" + rule + "] " + message.strip()));
        } else {
            advice.merge(rule, 1, Integer::sum);
        }
    }

    /** How often each rule of the policy pack had something to say that stops nothing. */
    Map<String, Integer> advice() {
        return advice;
    }

    /** What failed; what says only that something did is left out, unless it is all there is. */
    List<Entry> errors() {
        var telling = errors.stream()
                .filter(entry -> !GENERAL.matcher(entry.message()).matches())
                .toList();
        return telling.isEmpty() ? List.copyOf(errors) : telling;
    }

    List<Entry> warnings() {
        return List.copyOf(warnings);
    }

    /** What the program wrote, without what its errors say already. */
    List<String> said() {
        var known = errors.stream()
                .flatMap(entry -> entry.message().lines())
                .map(String::strip)
                .collect(Collectors.toSet());
        return said.stream()
                .filter(line -> {
                    var text = LOGGER.matcher(line).replaceFirst("").strip();
                    return !text.isEmpty()
                            && !known.contains(text)
                            && !FOREIGN.matcher(line).matches();
                })
                .toList();
    }
}
