package dev.holdfast.operator.promotion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.operator.Screen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the engine says while it updates a stack: a line for what took long, and the errors for the end. */
final class UpdateProgress {
    private static final Duration LONG = Duration.ofSeconds(3);
    /** What changes nothing, and the steps of a replacement before the one that ends it. */
    private static final Set<String> NOTHING =
            Set.of("same", "read", "refresh", "create-replacement", "delete-replaced");

    private final Screen screen;
    private final Map<String, Long> started = new HashMap<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    private final List<String> errors = new ArrayList<>();
    private final List<String> rest = new ArrayList<>();

    UpdateProgress(Screen screen) {
        this.screen = screen;
    }

    /** A line of {@code pulumi up --json}. */
    void accept(String line) {
        try {
            var event = Engine.JSON.readTree(line);
            begun(event.path("resourcePreEvent").path("metadata"));
            ended(event.path("resOutputsEvent").path("metadata"));
            told(event.path("diagnosticEvent"));
        } catch (JsonProcessingException noEvent) {
            // Before the engine starts, Pulumi speaks as to a person.
            rest.add(line);
        }
    }

    /** A line of a command that changes nothing: only what goes wrong counts. */
    void diagnose(String line) {
        try {
            told(Engine.JSON.readTree(line).path("diagnosticEvent"));
        } catch (JsonProcessingException noEvent) {
            rest.add(line);
        }
    }

    /** What it did, by the engine's words for it, such as {@code 3 update, 2 replace}. */
    String done() {
        var told = new ArrayList<String>();
        counts.forEach((operation, count) -> told.add(count + " " + operation));
        return told.isEmpty() ? "nothing to change" : String.join(", ", told);
    }

    /**
     * Why it failed; all that Pulumi said otherwise, if the engine did not say why. That the rest of a plan was not done follows
     * from whatever else went wrong.
     */
    List<String> errors() {
        var causes = errors.stream()
                .filter(error -> !error.contains("expected resource operations for"))
                .toList();
        return Stream.of(causes, errors, rest)
                .filter(some -> !some.isEmpty())
                .findFirst()
                .map(List::copyOf)
                .orElse(List.of());
    }

    private void begun(JsonNode step) {
        if (!step.isMissingNode()) {
            started.put(step.path("urn").asText() + step.path("op").asText(), System.nanoTime());
        }
    }

    private void ended(JsonNode step) {
        var operation = step.path("op").asText();
        if (NOTHING.contains(operation) || !isOfTheCloud(step)) {
            return;
        }
        counts.merge(operation, 1, Integer::sum);
        var start = started.getOrDefault(step.path("urn").asText() + operation, System.nanoTime());
        var took = Duration.ofNanos(System.nanoTime() - start);
        if (took.compareTo(LONG) > 0) {
            var urn = step.path("urn").asText();
            screen.line("  %-60s %s"
                    .formatted(
                            operation + " " + urn.substring(urn.lastIndexOf("::") + 2) + " ("
                                    + step.path("type").asText() + ")",
                            Took.of(took)));
        }
    }

    /** A component, or the stack, is a name for what is in it. */
    private static boolean isOfTheCloud(JsonNode step) {
        return step.path("new").path("custom").asBoolean()
                || step.path("old").path("custom").asBoolean();
    }

    private void told(JsonNode diagnostic) {
        var message = diagnostic.path("message").asText().strip();
        if (diagnostic.path("severity").asText().equals("error") && !message.isEmpty()) {
            var urn = diagnostic.path("urn").asText();
            errors.add((urn.isEmpty() ? "" : urn.substring(urn.lastIndexOf("::") + 2) + ": ") + message);
        }
    }
}
