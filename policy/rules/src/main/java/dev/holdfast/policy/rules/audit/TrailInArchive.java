package dev.holdfast.policy.rules.audit;

import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.PolicyStack;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.StackPolicy;

/** CT-05. */
final class TrailInArchive implements StackPolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("CT-05", "trail-in-archive", Severity.HIGH)
                .description("The record lies in another account than the trail.")
                .why("Who gets hold of the trail's account must not get hold of what it recorded of him.")
                .mend("Make the bucket of s3BucketName in the account log-archive, with that account's provider.")
                .build();
    }

    @Override
    public void validate(PolicyStack stack, Evaluation evaluation) {
        evaluation.forEach(stack.resources("aws:cloudtrail/trail:Trail"), trail -> {
            var bucket = stack.reference(trail, "s3BucketName", "aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2");
            if (bucket.isEmpty()) {
                evaluation.notEvaluated(trail, "the bucket is none of this stack's: nothing tells its account");
            } else if (provider(bucket.get()).equals(provider(trail))) {
                evaluation.violation(
                        trail, "its bucket " + bucket.get().name() + " has the same provider, so the same account");
            }
        });
    }

    private static String provider(PolicyResource resource) {
        return resource.provider().map(PolicyResource.Provider::urn).orElse("");
    }
}
