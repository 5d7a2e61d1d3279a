package dev.holdfast.sandbox.cloud;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The buckets that AWS services deliver logs into, in whichever account they are. */
public record LogBuckets(Resources resources) {
    private static final String BUCKET = "aws:s3/bucketV2:BucketV2";
    private static final String POLICY = "aws:s3/bucketPolicy:BucketPolicy";
    private static final String LOCK = "aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2";

    /** What S3 sees of a delivery beside its service: by TLS, and the bucket's owner gets what is written. */
    private static final Map<String, String> DELIVERY =
            Map.of("aws:SecureTransport", "true", "s3:x-amz-acl", "bucket-owner-full-control");

    /** The bucket of a name, in whichever account it is. */
    public Optional<Resource> find(String bucket) {
        return resources.all(BUCKET).stream()
                .filter(one -> one.id().equals(bucket))
                .findFirst();
    }

    /** Whether the bucket's policy lets a service look at the bucket and write below a path. */
    boolean mayDeliver(String bucket, String service, String path, Map<String, String> source) {
        return allows(bucket, service, "s3:GetBucketAcl", "", source) && mayWrite(bucket, service, path, source);
    }

    /** Whether the bucket's policy lets a service write below a path. */
    public boolean mayWrite(String bucket, String service, String path, Map<String, String> source) {
        return allows(bucket, service, "s3:PutObject", "/" + path, source);
    }

    private boolean allows(String bucket, String service, String action, String path, Map<String, String> source) {
        var context = new HashMap<>(DELIVERY);
        context.putAll(source);
        return of(bucket, POLICY)
                .flatMap(policy -> policy.text("policy"))
                .map(ResourcePolicy::new)
                .filter(policy -> policy.allows(service, action, "arn:aws:s3:::" + bucket + path, context))
                .isPresent();
    }

    /** Whether what is written is locked for a while without asking for it. */
    boolean locksByDefault(String bucket) {
        return of(bucket, LOCK).filter(lock -> !lock.objects("rule").isEmpty()).isPresent();
    }

    private Optional<Resource> of(String bucket, String type) {
        return resources.all(type).stream()
                .filter(one -> one.text("bucket").filter(bucket::equals).isPresent())
                .findFirst();
    }
}
