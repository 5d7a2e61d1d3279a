package dev.holdfast.impact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the steps of a plan come to for one resource.
 *
 * @param operation what happens to it
 * @param step the one that tells most of it
 * @param before as it is
 * @param after as it would be
 * @param known all that is known of it, here and in the state: what is secret in one place is secret in all
 */
record PlannedResource(
        Operation operation,
        Step step,
        Optional<ResourceState> before,
        Optional<ResourceState> after,
        List<ResourceState> known) {
    /** Of a resource's steps; nothing if it stays as it is. */
    static Optional<PlannedResource> of(List<Step> steps, StateExport state) {
        var acting = steps.stream().filter(step -> !step.keeps()).toList();
        if (acting.isEmpty()) {
            // To the engine, a change of its own options is none: it plans no step for it, and still does it.
            return steps.stream()
                    .filter(step -> step.op().equals("same")
                            && !protection(step.before()).equals(protection(step.after())))
                    .findFirst()
                    .map(step -> of(Operation.UPDATE, step, steps, state));
        }
        return Optional.of(of(operation(steps, acting), telling(acting), steps, state));
    }

    /** Its inputs as they are, without secrets. */
    JsonNode inputsBefore() {
        return inputs(before);
    }

    /** Its inputs as they would be, without secrets. */
    JsonNode inputsAfter() {
        return inputs(after);
    }

    static Protection protection(Optional<ResourceState> resource) {
        return resource.map(Protections::of).orElse(Protection.NONE);
    }

    private JsonNode inputs(Optional<ResourceState> resource) {
        return resource.map(one -> Concealment.inputs(one, known)).orElse(MissingNode.getInstance());
    }

    private static PlannedResource of(Operation operation, Step step, List<Step> steps, StateExport state) {
        // What takes the place of a resource that is deleted may be in another step.
        var after = operation == Operation.DELETE || operation == Operation.FORGET
                ? Optional.<ResourceState>empty()
                : step.after()
                        .or(() -> steps.stream()
                                .flatMap(other -> other.after().stream())
                                .findFirst());
        var known = Stream.concat(
                        steps.stream()
                                .flatMap(one ->
                                        Stream.of(one.before(), one.after()).flatMap(Optional::stream)),
                        state.resource(step.urn()).stream())
                .toList();
        return new PlannedResource(operation, step, step.before(), after, known);
    }

    /** Of the three steps of a replacement, the one that knows both resources. */
    private static Step telling(List<Step> steps) {
        return steps.stream()
                .max(Comparator.comparing((Step step) -> !step.differences().isEmpty())
                        .thenComparing(step ->
                                step.before().isPresent() && step.after().isPresent())
                        .thenComparing(step -> step.after().isPresent()))
                .orElseThrow();
    }

    private static Operation operation(List<Step> steps, List<Step> acting) {
        var ops = acting.stream().map(Step::op).toList();
        boolean deletes = ops.stream().anyMatch(op -> op.startsWith("delete"));
        // What an update left half replaced is finished by deleting the old one beside whatever happens to the new one.
        if (ops.stream().anyMatch(op -> op.endsWith("replace") || op.endsWith("-replacement"))
                || deletes && steps.size() > 1) {
            return Operation.REPLACE;
        }
        if (deletes) {
            return acting.get(0).before().filter(ResourceState::retainOnDelete).isPresent()
                    ? Operation.FORGET
                    : Operation.DELETE;
        }
        return switch (ops.get(0)) {
            case "create" -> Operation.CREATE;
            case "import" -> Operation.IMPORT;
            default -> Operation.UPDATE;
        };
    }
}
