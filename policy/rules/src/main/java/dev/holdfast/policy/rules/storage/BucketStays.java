package dev.holdfast.policy.rules.storage;

import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.rules.Levels;

/** S3-07. */
final class BucketStays implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("S3-07", "s3-bucket-stays", Severity.HIGH)
                .description("Pulumi neither deletes the bucket nor empties it.")
                .why("forceDestroy deletes every object, and every version, with the bucket.")
                .mend("Leave forceDestroy out, and set the resource option protect(true).")
                .level(Levels::unlessDisposable)
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2");
    }

    @Override
    public void validate(PolicyResource bucket, Evaluation evaluation) {
        if (!bucket.options().protect()) {
            evaluation.violation("it is not protected");
        }
        if (bucket.property("forceDestroy").isTrue()) {
            evaluation.violation("forceDestroy is on");
        }
    }
}
