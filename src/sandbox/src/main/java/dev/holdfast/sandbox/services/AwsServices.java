package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.Behaviour;
import dev.holdfast.sandbox.cloud.Resources;
import dev.holdfast.sandbox.cloud.Site;
import java.nio.file.Path;
import java.util.Map;

/** The services of this cloud that run something: the behaviours of their resource types. */
public final class AwsServices implements AutoCloseable {
    /** Starts the services' own servers; the resources of an earlier run come back with {@link Behaviour#resume}. */
    public AwsServices(Site site, Resources resources) {}

    /** The behaviours by resource type. */
    public Map<String, Behaviour> behaviours() {
        return Map.of();
    }

    /**
     * Brings an image into the registry, as a push would.
     *
     * @param repository its name without the registry's host, for example {@code holdfast/api}
     * @param archive an OCI image archive
     * @return the digest under which it can be deployed, {@code sha256:...}
     */
    public String push(String repository, Path archive) {
        throw new IllegalStateException(repository + " " + archive);
    }

    @Override
    public void close() {}
}
