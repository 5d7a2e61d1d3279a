package dev.holdfast.sandbox.cloud;

import java.util.Map;
import java.util.function.Consumer;

/**
 * A type that does nothing, but that AWS refuses in some situations: when it is created, and as long as it is changed.
 *
 * @param refusal throws what AWS answers
 */
record Check(Consumer<Resource> refusal) implements Behaviour {
    @Override
    public Map<String, Object> create(Resource resource, Report report) {
        refusal.accept(resource);
        return Map.of();
    }

    @Override
    public Map<String, Object> update(Resource before, Resource after, Report report) {
        refusal.accept(after);
        return Map.of();
    }

    @Override
    public void delete(Resource resource, Report report) {}
}
