package dev.holdfast.policy.rules.storage;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.PolicyStack;
import dev.holdfast.policy.StackPolicy;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** A rule about each bucket and what is declared for it; Pulumi has two spellings of both. */
abstract class BucketRule implements StackPolicy {
    @Override
    public final void validate(PolicyStack stack, Evaluation evaluation) {
        evaluation.forEach(
                stack.resources("aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"),
                bucket -> judge(stack, bucket, evaluation));
    }

    abstract void judge(PolicyStack stack, PolicyResource bucket, Evaluation evaluation);

    /** What is declared for a bucket. */
    static List<PolicyResource> parts(PolicyStack stack, String name, PolicyResource bucket) {
        var token = "aws:s3/" + Character.toLowerCase(name.charAt(0)) + name.substring(1);
        return List.of(token + ":" + name, token + "V2:" + name + "V2").stream()
                .filter(type -> !stack.resources(type).isEmpty())
                .flatMap(type -> stack.referring(type, "bucket", bucket).stream())
                .toList();
    }

    /** Whether a trail writes into a bucket, one of this stack or, as its name says, one of another. */
    static boolean isOfTrail(PolicyStack stack, PolicyResource bucket) {
        return isNamed(bucket, List.of("trail"))
                || !stack.referring("aws:cloudtrail/trail:Trail", "s3BucketName", bucket)
                        .isEmpty();
    }

    /** Whether one of some words is in the bucket's name in the program, such as {@code log-archive-trail}. */
    static boolean isNamed(PolicyResource bucket, Collection<String> words) {
        return Arrays.stream(bucket.name().split("[^A-Za-z0-9]+")).anyMatch(words::contains);
    }
}
