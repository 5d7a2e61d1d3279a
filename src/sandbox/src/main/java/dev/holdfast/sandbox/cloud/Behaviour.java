package dev.holdfast.sandbox.cloud;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a resource of a type does in this cloud beyond being remembered. A type without one is accepted, checked and
 * kept, and {@code ./sandbox status} says so. Implementations are safe for use by several threads.
 */
public interface Behaviour {
    /**
     * Brings the resource to life and returns when it is ready.
     *
     * @param resource with its inputs and the computed outputs (id, arn, ...)
     * @return outputs to add; overrides what was computed
     * @throws AwsException when it is refused: it then does not exist
     * @throws Incomplete when it exists but is not ready
     */
    Map<String, Object> create(Resource resource, Report report);

    /**
     * Changes it in place.
     *
     * @return outputs to add
     * @throws AwsException when it is refused: it then stays as it was
     * @throws Incomplete when it was changed but is not ready
     */
    Map<String, Object> update(Resource before, Resource after, Report report);

    /**
     * Ends it.
     *
     * @throws AwsException when it is refused, for example by deletion protection
     */
    void delete(Resource resource, Report report);

    /**
     * It is to be ended, but ended before, and only stays in the cloud.
     *
     * @throws AwsException where AWS takes that for a mistake
     */
    default void deleteAgain(Resource resource) {}

    /** Whether the resource, unchanged in inputs, has drifted: outputs that differ now from those remembered. */
    default Map<String, Object> read(Resource resource) {
        return Map.of();
    }

    /** The cloud was started again: bring back what ran. Returns at once; work goes on in the background. */
    default void resume(Resource resource) {}

    /** The cloud stops: end what runs, keep what is needed to resume. */
    default void suspend(Resource resource) {}

    /** What it consists of, a line each, for {@code ./sandbox status}: tasks, targets and the like. */
    default List<String> details(Resource resource) {
        return List.of();
    }

    /** Why it does not do its work at the moment; empty where it does. */
    default Optional<String> problem(Resource resource) {
        return Optional.empty();
    }

    /** Its present state in one line, for {@code ./sandbox status}. */
    default String describe(Resource resource) {
        return "";
    }
}
