package dev.holdfast.policy.rules.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class TrailInArchiveTest {
    private final TrailInArchive rule = new TrailInArchive();
    private final TestStack stack = new TestStack("holdfast-organization", "management");
    private final TestResource management = stack.add("pulumi:providers:aws", "management");
    private final TestResource bucket =
            stack.add("aws:s3/bucketV2:BucketV2", "archive").provider(stack.add("pulumi:providers:aws", "log-archive"));

    TrailInArchiveTest() {
        stack.add("aws:cloudtrail/trail:Trail", "trail").provider(management).refersTo("s3BucketName", bucket);
    }

    @Test
    void passesABucketOfAnotherAccountAtAFirstPreview() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesABucketOfTheTrailsOwnAccount() {
        bucket.provider(management);

        assertThat(stack.violations(rule))
                .containsExactly("trail: its bucket archive has the same provider, so the same account");
    }

    @Test
    void doesNotDecideForABucketOfAnotherStack() {
        stack.add("aws:cloudtrail/trail:Trail", "other").set("s3BucketName", "elsewhere");

        assertThat(stack.notEvaluated(rule))
                .containsExactly("other: the bucket is none of this stack's: nothing tells its account");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        stack.add("aws:cloudtrail/trail:Trail", "other").set("s3BucketName", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).singleElement().asString().startsWith("other: s3BucketName");
    }
}
