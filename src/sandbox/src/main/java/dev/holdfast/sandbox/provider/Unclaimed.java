package dev.holdfast.sandbox.provider;

import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Resources that were created for an engine that was killed before it had noted so: it asks for them once more, as if
 * there were none. Pulumi names them as pending operations, and whoever starts it next says which these are.
 */
public final class Unclaimed {
    /** The engine's name of the resource, which its request carried. */
    static final String URN = "_urn";

    private static final String UNCLAIMED = "_unclaimed";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Resources resources;

    Unclaimed(Resources resources) {
        this.resources = resources;
    }

    /**
     * Notes whose creation an engine does not know to have ended. What is still being created is waited for.
     *
     * @param known by URN, the ids of those that it does know, such as the one to be replaced
     */
    public void mark(Map<String, List<String>> known) throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (resources.all().stream().anyMatch(one -> asked(one, known) && one.flag(Resources.CREATING))
                && System.nanoTime() < end) {
            Thread.sleep(100);
        }
        resources.all().stream()
                .filter(one -> asked(one, known) && !one.flag(Resources.CREATING))
                .forEach(one -> resources.put(one.with(Map.of(UNCLAIMED, true))));
    }

    /** What was created for this URN already, if an engine has lost it. */
    Optional<Resource> of(String urn) {
        return resources.all().stream()
                .filter(one ->
                        one.flag(UNCLAIMED) && one.text(URN).filter(urn::equals).isPresent())
                .findFirst();
    }

    /** It is known again. */
    void claim(Resource resource) {
        resources.put(resource.with(Map.of(UNCLAIMED, false)));
    }

    private static boolean asked(Resource resource, Map<String, List<String>> known) {
        return resource.text(URN)
                .map(known::get)
                .filter(ids -> !ids.contains(resource.id()))
                .isPresent();
    }
}
