package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;
import dev.holdfast.sandbox.cloud.Site;
import dev.holdfast.sandbox.services.BucketObjects.Versioning;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** All buckets: what they hold, and what their configuration says. */
final class Buckets {
    private static final String VERSIONING = "aws:s3/bucketVersioningV2:BucketVersioningV2";
    private static final String ENCRYPTION =
            "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2";

    private final Path directory;
    private final Resources resources;
    private final Map<String, BucketObjects> objects = new ConcurrentHashMap<>();

    /**
     * How new objects are encrypted.
     *
     * @param kmsKey the ARN of a key of the account; none if S3 does it with a key of its own
     * @param bucketKey whether S3 asks for the bucket and not for each object
     */
    record Encryption(Optional<String> kmsKey, boolean bucketKey) {}

    Buckets(Site site, Resources resources) {
        directory = site.buckets();
        this.resources = resources;
    }

    /** The bucket of a name, in whichever account it is. */
    Optional<Resource> find(String name) {
        return resources.all(Bucket.TYPE).stream()
                .filter(one -> one.id().equals(name))
                .findFirst();
    }

    /** What a bucket holds. */
    BucketObjects objects(Resource bucket) {
        return objects.computeIfAbsent(bucket.id(), name -> new BucketObjects(directory.resolve(name)));
    }

    /** Ends a bucket with all that it holds. */
    void remove(Resource bucket) {
        objects.remove(bucket.id());
        try {
            Folders.delete(directory.resolve(bucket.id()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete the objects of " + bucket, e);
        }
    }

    Versioning versioning(Resource bucket) {
        return configuration(bucket, VERSIONING)
                .flatMap(one -> one.objects("versioningConfiguration").stream().findFirst())
                .map(one -> switch (String.valueOf(one.get("status"))) {
                    case "Enabled" -> Versioning.ENABLED;
                    case "Suspended" -> Versioning.SUSPENDED;
                    default -> Versioning.OFF;
                })
                .orElse(Versioning.OFF);
    }

    Encryption encryption(Resource bucket) {
        var rule = configuration(bucket, ENCRYPTION).map(one -> one.objects("rules")).orElse(List.of()).stream()
                .findFirst()
                .orElse(Map.of());
        var byDefault = rule.get("applyServerSideEncryptionByDefault") instanceof Map<?, ?> map ? map : Map.of();
        var key = Optional.ofNullable(byDefault.get("kmsMasterKeyId"))
                .map(name -> new KmsKeys(resources).arn(bucket.account(), name.toString()));
        return new Encryption(key, Boolean.TRUE.equals(rule.get("bucketKeyEnabled")));
    }

    private Optional<Resource> configuration(Resource bucket, String type) {
        return resources
                .beside(bucket, type)
                .filter(one -> one.text("bucket").filter(bucket.id()::equals).isPresent())
                .findFirst();
    }
}
