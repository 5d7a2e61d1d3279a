package dev.holdfast.sandbox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the engine has done so far in an update or preview, as its events tell. */
final class Progress {
    private static final String STACK = "pulumi:pulumi:Stack";

    private final int known;
    private final Map<String, Step> steps = new LinkedHashMap<>();
    private final Map<String, String> doing = new LinkedHashMap<>();
    private final Diagnostics diagnostics = new Diagnostics();
    private JsonNode outputsBefore = MissingNode.getInstance();
    private JsonNode outputs = MissingNode.getInstance();

    /** How far a resource is. */
    enum State {
        RUNNING,
        DONE,
        FAILED
    }

    /**
     * What happens to one resource.
     *
     * @param custom whether a provider has it; else it only groups others
     * @param properties those that differ
     * @param start {@link System#nanoTime()}
     * @param end the same; of no meaning while it runs
     */
    record Step(String urn, boolean custom, Change change, State state, Set<String> properties, long start, long end) {
        /** The name in the program. */
        String name() {
            return urn.substring(urn.lastIndexOf("::") + 2);
        }

        /** The type as Pulumi shows it: {@code aws:rds:Instance}. */
        String type() {
            return Progress.type(urn);
        }
    }

    /**
     * @param known how many resources the stack has already
     */
    Progress(int known) {
        this.known = known;
    }

    /** Takes an event of the engine's log. */
    void accept(JsonNode event) {
        var now = System.nanoTime();
        if (event.has("resourcePreEvent")) {
            step(event.path("resourcePreEvent").path("metadata"), State.RUNNING, now);
        } else if (event.has("resOutputsEvent")) {
            step(event.path("resOutputsEvent").path("metadata"), State.DONE, now);
        } else if (event.has("resOpFailedEvent")) {
            step(event.path("resOpFailedEvent").path("metadata"), State.FAILED, now);
        } else if (event.has("diagnosticEvent")) {
            var diagnostic = event.path("diagnosticEvent");
            if (diagnostic.path("ephemeral").asBoolean()) {
                var text = diagnostic.path("message").asText().strip();
                doing.put(
                        diagnostic.path("urn").asText(),
                        text.lines().findFirst().orElse(""));
            } else {
                diagnostics.add(diagnostic);
            }
        } else if (event.has("policyEvent")) {
            diagnostics.addPolicy(event.path("policyEvent"));
        }
    }

    /** What the engine and the providers had to say. */
    Diagnostics diagnostics() {
        return diagnostics;
    }

    /** How many resources are dealt with. */
    int done() {
        return (int) steps.values().stream()
                .filter(step -> step.state() == State.DONE)
                .count();
    }

    /** How many there are, as far as it is known: of a new stack they become more while the program runs. */
    int all() {
        return Math.max(known, steps.size());
    }

    /** What providers are at work on, longest first. */
    List<Step> running() {
        return resources().filter(step -> step.state() == State.RUNNING).toList();
    }

    /** What was not finished because it failed. */
    List<Step> failed() {
        return resources().filter(step -> step.state() == State.FAILED).toList();
    }

    /** The finished resources of a change. */
    List<Step> changed(Change change) {
        return resources()
                .filter(step -> step.state() == State.DONE && step.change() == change)
                .toList();
    }

    /** What the provider of a resource said last of what it does. */
    Optional<String> doing(Step step) {
        return Optional.ofNullable(doing.get(step.urn()));
    }

    /** How many resources were changed how, as Pulumi counts: with those that only group others. */
    Map<Change, Integer> counts() {
        var counts = new EnumMap<Change, Integer>(Change.class);
        steps.values().stream()
                .filter(step -> step.state() == State.DONE)
                .forEach(step -> counts.merge(step.change(), 1, Integer::sum));
        return counts;
    }

    /** Whether anything was created, changed or deleted. */
    boolean changes() {
        return counts().keySet().stream().anyMatch(change -> change != Change.NONE);
    }

    /** The stack's plain outputs of one line that are new or other than before. */
    Map<String, String> newOutputs() {
        var found = new LinkedHashMap<String, String>();
        outputs.properties().forEach(entry -> {
            var value = entry.getValue();
            var isLine = value.isValueNode() && !value.asText().contains("\n");
            if (isLine && !value.equals(outputsBefore.path(entry.getKey()))) {
                found.put(entry.getKey(), value.asText());
            }
        });
        return found;
    }

    /** {@code aws:rds:Instance} for a URN of {@code aws:rds/instance:Instance}. */
    static String type(String urn) {
        var parts = urn.split("::");
        var qualified = parts.length > 2 ? parts[2] : urn;
        var type = qualified.substring(qualified.lastIndexOf('$') + 1).split(":");
        return type.length == 3 ? type[0] + ":" + type[1].replaceFirst("/.*", "") + ":" + type[2] : qualified;
    }

    private Stream<Step> resources() {
        return steps.values().stream().filter(Step::custom);
    }

    private void step(JsonNode metadata, State state, long now) {
        var urn = metadata.path("urn").asText();
        var operation = metadata.path("op").asText();
        // Pulumi counts neither what it only reads nor the providers that it makes by itself.
        var made = metadata.path("type").asText().startsWith("pulumi:providers:") && urn.contains("::default");
        if (made || operation.startsWith("read")) {
            return;
        }
        var before = steps.get(urn);
        var change = Change.of(operation);
        // A replacement's single operations follow each other, and only the last one's end is its end.
        var replaced = before != null && before.change() == Change.REPLACE;
        var start = before == null ? now : before.start();
        var custom = metadata.path("new").path("custom").asBoolean()
                || metadata.path("old").path("custom").asBoolean();
        var properties = before == null ? new TreeSet<String>() : new TreeSet<>(before.properties());
        properties.addAll(properties(metadata));
        // What only groups others is there once it is announced; that it ends is told only if all goes well.
        var reached = custom || state == State.FAILED ? state : State.DONE;
        steps.put(urn, new Step(urn, custom, replaced ? Change.REPLACE : change, reached, properties, start, now));
        if (state == State.DONE && metadata.path("type").asText().equals(STACK)) {
            outputsBefore = metadata.path("old").path("outputs");
            outputs = metadata.path("new").path("outputs");
        }
    }

    private static Collection<String> properties(JsonNode metadata) {
        var names = new ArrayList<String>();
        metadata.path("diffs").forEach(name -> names.add(name.asText()));
        metadata.path("detailedDiff").fieldNames().forEachRemaining(names::add);
        return names.stream().map(name -> name.replaceFirst("[.\\[].*", "")).collect(Collectors.toSet());
    }
}
