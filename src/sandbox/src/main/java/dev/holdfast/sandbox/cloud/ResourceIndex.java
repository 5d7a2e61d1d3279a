package dev.holdfast.sandbox.cloud;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Resources by a key of theirs, because load balancers and secrets look them up at each request. Readers never wait; a
 * resource that is put again under the same key is replaced and at no moment missing.
 */
final class ResourceIndex {
    private final Function<Resource, Optional<String>> key;
    private final Map<String, Map<Path, Resource>> byKey = new ConcurrentHashMap<>();

    ResourceIndex(Function<Resource, Optional<String>> key) {
        this.key = key;
    }

    /** The resources of this key; several may have one, such as a secret and its versions one ARN. */
    Collection<Resource> get(String wanted) {
        return byKey.getOrDefault(wanted, Map.of()).values();
    }

    /** Takes in a resource that replaces another, or none. */
    void replace(Path file, Resource former, Resource resource) {
        var now = key.apply(resource);
        now.ifPresent(name -> byKey.compute(name, (same, known) -> {
            var all = known == null ? new ConcurrentHashMap<Path, Resource>() : known;
            all.put(file, resource);
            return all;
        }));
        if (former != null && !key.apply(former).equals(now)) {
            remove(file, former);
        }
    }

    /** Forgets a resource. */
    void remove(Path file, Resource resource) {
        key.apply(resource)
                .ifPresent(name -> byKey.computeIfPresent(name, (same, known) -> {
                    known.remove(file);
                    return known.isEmpty() ? null : known;
                }));
    }
}
