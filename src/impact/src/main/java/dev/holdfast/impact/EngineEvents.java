package dev.holdfast.impact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a preview prints: an event of the engine on each line.
 *
 * @param steps what it would do, in its order; where the engine tells of a step twice, as it says last
 * @param policies what the policy packs say
 * @param errors why it failed
 * @param output lines that are no events: what the CLI says before the engine runs
 * @param result the engine's word, such as {@code succeeded}; nothing if it did not get to its end
 */
record EngineEvents(
        List<Step> steps,
        List<PolicyFinding> policies,
        List<String> errors,
        List<String> output,
        Optional<String> result) {
    static final String STACK = "pulumi:pulumi:Stack";

    /** How the Holdfast pack begins what its rules could not decide: docs/policy.md. */
    private static final String NOT_EVALUATED = "not evaluated: ";

    /** What the engine says at the end of every preview that failed. */
    private static final String FAILED = "preview failed";

    static EngineEvents of(String ndjson) {
        var steps = new LinkedHashMap<String, Step>();
        var policies = new ArrayList<PolicyFinding>();
        var errors = new ArrayList<String>();
        var output = new ArrayList<String>();
        String result = null;
        for (var line : ndjson.lines().filter(line -> !line.isBlank()).toList()) {
            var event = Json.tryParse(line).filter(JsonNode::isObject).orElse(null);
            if (event == null) {
                output.add(line.strip());
            } else if (event.has("resourcePreEvent")) {
                put(steps, event.path("resourcePreEvent").path("metadata"));
            } else if (event.has("resOutputsEvent")) {
                put(steps, event.path("resOutputsEvent").path("metadata"));
            } else if (event.has("policyEvent")) {
                policies.add(finding(event.path("policyEvent")));
            } else if (event.has("policyRemediationEvent")) {
                policies.add(remediation(event.path("policyRemediationEvent")));
            } else if (event.has("summaryEvent")) {
                result = Json.text(event.path("summaryEvent"), "result");
            } else if (event.has("diagnosticEvent")) {
                error(event.path("diagnosticEvent")).ifPresent(errors::add);
            }
        }
        return new EngineEvents(List.copyOf(steps.values()), policies, errors, output, Optional.ofNullable(result));
    }

    /** Why the preview failed other than by a rule. */
    Optional<String> failure() {
        if (!errors.isEmpty()) {
            return Optional.of(String.join("\n", errors));
        }
        boolean broken = policies.stream().anyMatch(finding -> finding.kind() == PolicyFinding.Kind.MANDATORY);
        if (result.isEmpty()) {
            return Optional.of("the preview ended before it had a result"
                    + (output.isEmpty() ? "; run it by hand, which says why" : ":\n" + String.join("\n", output)));
        }
        return result.filter(word -> word.equals("succeeded")).isPresent() || broken
                ? Optional.empty()
                : Optional.of("the preview " + result.get() + ", and does not say why; run it by hand");
    }

    /** The outputs that the stack would have. */
    Optional<JsonNode> stackOutputs() {
        return steps.stream()
                .filter(step -> step.type().equals(STACK))
                .flatMap(step -> step.after().stream())
                .map(ResourceState::outputs)
                .reduce((one, later) -> later);
    }

    /** The steps of each resource. */
    Map<String, List<Step>> byResource() {
        return steps.stream().collect(Collectors.groupingBy(Step::urn, LinkedHashMap::new, Collectors.toList()));
    }

    private static void put(Map<String, Step> steps, JsonNode metadata) {
        var step = Step.of(metadata);
        steps.put(step.op() + " " + step.urn(), step);
    }

    private static PolicyFinding finding(JsonNode event) {
        var message = Json.text(event, "message").strip();
        var kind = message.startsWith(NOT_EVALUATED)
                ? PolicyFinding.Kind.NOT_EVALUATED
                : Json.text(event, "enforcementLevel").equals("mandatory")
                        ? PolicyFinding.Kind.MANDATORY
                        : PolicyFinding.Kind.ADVISORY;
        return new PolicyFinding(Json.text(event, "policyName"), urn(event), kind, message);
    }

    /** What is remedied is told by the name of the rule only: its values may be secret. */
    private static PolicyFinding remediation(JsonNode event) {
        return new PolicyFinding(
                Json.text(event, "policyName"),
                urn(event),
                PolicyFinding.Kind.REMEDIATED,
                "the pack changes this resource before it is created or updated");
    }

    /** What is about the stack as a whole comes with the URN of the stack's own resource. */
    private static Optional<String> urn(JsonNode event) {
        var urn = Json.text(event, "resourceUrn");
        return urn.isEmpty() || urn.contains("::" + STACK + "::") ? Optional.empty() : Optional.of(urn);
    }

    private static Optional<String> error(JsonNode event) {
        var message = Json.text(event, "message").strip();
        return Json.text(event, "severity").equals("error") && !message.equals(FAILED) && !message.isEmpty()
                ? Optional.of(message)
                : Optional.empty();
    }
}
