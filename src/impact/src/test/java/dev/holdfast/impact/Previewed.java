package dev.holdfast.impact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A preview of stack {@code prod}, written as the engine does. */
final class Previewed {
    static final LocalDate TODAY = LocalDate.of(2026, 11, 27);

    private final String stack;
    private final List<JsonNode> events = new ArrayList<>();
    private final Map<String, Written> state = new LinkedHashMap<>();
    private final Map<String, Written> goals = new LinkedHashMap<>();
    private String result = "succeeded";

    Previewed() {
        this("prod");
    }

    private Previewed(String stack) {
        this.stack = stack;
    }

    /** The same, of another stack. */
    static Previewed of(String stack) {
        return new Previewed(stack);
    }

    Previewed same(Written... resources) {
        for (var resource : resources) {
            step("same", resource, resource, Map.of());
        }
        return this;
    }

    /** What is no step to the engine, though its own options may differ. */
    Previewed keep(Written before, Written after) {
        return step("same", before, after, Map.of());
    }

    Previewed create(Written after) {
        return step("create", null, after, Map.of());
    }

    Previewed delete(Written before) {
        return step("delete", before, null, Map.of());
    }

    /** @param differences paths, each with the engine's word for what happens there */
    Previewed update(Written before, Written after, Map<String, String> differences) {
        return step("update", before, after, differences);
    }

    Previewed replace(Written before, Written after, Map<String, String> differences) {
        step("create-replacement", before, after, differences);
        step("replace", before, after, differences);
        return step("delete-replaced", before, null, Map.of());
    }

    Previewed step(String op, Written before, Written after, Map<String, String> differences) {
        var either = after == null ? before : after;
        var event = Written.MAPPER.createObjectNode();
        var metadata = event.putObject("resourcePreEvent").putObject("metadata");
        metadata.put("op", op).put("urn", either.urn()).put("type", either.type());
        metadata.set("old", before == null ? null : before.json());
        metadata.set("new", after == null ? null : after.json());
        if (!differences.isEmpty()) {
            var details = metadata.putObject("detailedDiff");
            differences.forEach((path, kind) ->
                    details.putObject(path).put("diffKind", kind).put("inputDiff", true));
        }
        events.add(event);
        if (before != null) {
            state.put(before.urn(), before);
        }
        if (after != null) {
            goals.put(after.urn(), after);
        }
        return this;
    }

    Previewed policy(String policy, String urn, String level, String message) {
        var event = Written.MAPPER.createObjectNode();
        event.putObject("policyEvent")
                .put("policyName", policy)
                .put("resourceUrn", urn)
                .put("enforcementLevel", level)
                .put("message", message);
        events.add(event);
        return this;
    }

    Previewed diagnostic(String severity, String message) {
        var event = Written.MAPPER.createObjectNode();
        event.putObject("diagnosticEvent").put("severity", severity).put("message", message + "\n");
        events.add(event);
        return this;
    }

    Previewed failed() {
        result = "failed";
        return diagnostic("error", "preview failed");
    }

    /** A resource of the state that is not what the events say of it. */
    Previewed inState(Written resource) {
        state.put(resource.urn(), resource);
        return this;
    }

    String events() {
        var text = new StringBuilder();
        events.forEach(event -> text.append(event).append('\n'));
        var end = Written.MAPPER.createObjectNode();
        end.putObject("summaryEvent").put("result", result);
        return text.append(end).append('\n').toString();
    }

    StackPreview preview() {
        var export = Written.MAPPER.createObjectNode();
        var resources = export.putObject("deployment").putArray("resources");
        state.values().forEach(resource -> resources.add(resource.json()));
        return new StackPreview("holdfast", stack, events(), Optional.of(plan().toString()), export.toString());
    }

    StackImpact impact() {
        return impact(Approvals.NONE);
    }

    StackImpact impact(Approvals approvals) {
        return StackImpact.of(preview(), approvals, TODAY);
    }

    private ObjectNode plan() {
        var plan = Written.MAPPER.createObjectNode();
        var resources = plan.putObject("resourcePlans");
        goals.forEach((urn, goal) -> resources.putObject(urn).set("goal", goal.json()));
        return plan;
    }
}
