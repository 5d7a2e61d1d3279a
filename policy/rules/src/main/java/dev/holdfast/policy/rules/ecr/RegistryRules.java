package dev.holdfast.policy.rules.ecr;

import dev.holdfast.policy.Policy;
import java.util.List;

/** The rules about repositories of images. */
public final class RegistryRules {
    private RegistryRules() {}

    public static List<Policy> all() {
        return List.of(
                new ScannedImages(),
                new ImmutableTags(),
                new RepositoryLifecycle(),
                new RepositoryKey(),
                new RepositoryReaders(),
                new KeptImages());
    }
}
