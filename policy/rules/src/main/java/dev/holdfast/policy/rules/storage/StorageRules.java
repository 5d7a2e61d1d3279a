package dev.holdfast.policy.rules.storage;

import dev.holdfast.policy.Policy;
import java.util.List;

/** The rules about buckets. */
public final class StorageRules {
    private StorageRules() {}

    public static List<Policy> all() {
        return List.of(
                new PrivateBucket(),
                new TlsOnlyBucket(),
                new BucketKey(),
                new VersionedBucket(),
                new LockedTrailBucket(),
                new BucketWithoutAcls(),
                new BucketStays(),
                new BucketOfOrganization(),
                new BucketLifecycle(),
                new TrailBucketAccessLog());
    }
}
