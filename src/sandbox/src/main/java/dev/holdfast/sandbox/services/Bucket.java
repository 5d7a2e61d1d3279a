package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Behaviour;
import dev.holdfast.sandbox.cloud.Report;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;
import java.util.Map;

/** A bucket of S3: its name is taken for every account there is, and it goes only when it is empty. */
final class Bucket implements Behaviour {
    static final String TYPE = "aws:s3/bucketV2:BucketV2";

    private final Resources resources;
    private final Buckets buckets;

    Bucket(Resources resources, Buckets buckets) {
        this.resources = resources;
        this.buckets = buckets;
    }

    @Override
    public Map<String, Object> create(Resource bucket, Report report) {
        resources.all(TYPE).stream()
                .filter(other -> other.id().equals(bucket.id()))
                .filter(other -> !other.account().equals(bucket.account())
                        || !other.region().equals(bucket.region()))
                .findFirst()
                .ifPresent(other -> {
                    throw other.account().equals(bucket.account())
                            ? new AwsException(
                                    "BucketAlreadyOwnedByYou",
                                    "Your previous request to create the named bucket succeeded and you already own it: "
                                            + bucket.id() + " in " + other.region())
                            : new AwsException(
                                    "BucketAlreadyExists",
                                    "The requested bucket name is not available. The bucket namespace is shared by all"
                                            + " users of the system. Select a different name than " + bucket.id()
                                            + " and try again.");
                });
        return Map.of();
    }

    @Override
    public Map<String, Object> update(Resource before, Resource after, Report report) {
        return Map.of();
    }

    @Override
    public void delete(Resource bucket, Report report) {
        if (!buckets.objects(bucket).isEmpty() && !bucket.flag("forceDestroy")) {
            throw new AwsException(
                    "BucketNotEmpty",
                    "The bucket you tried to delete is not empty. You must delete all versions in the bucket "
                            + bucket.id() + ", or set forceDestroy where they may be lost.");
        }
        buckets.remove(bucket);
    }

    @Override
    public String describe(Resource bucket) {
        var objects = buckets.objects(bucket).current().values();
        return objects.size() + (objects.size() == 1 ? " object, " : " objects, ")
                + objects.stream().mapToLong(ObjectVersion::size).sum() + " bytes";
    }
}
