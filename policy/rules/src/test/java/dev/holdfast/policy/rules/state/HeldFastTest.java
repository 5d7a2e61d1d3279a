package dev.holdfast.policy.rules.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class HeldFastTest {
    private final HeldFast rule = new HeldFast();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource one = stack.add("aws:kms/key:Key", "one").protect();

    @Test
    void passesWhatIsAsItShould() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesWhatHoldsStateAndIsNotProtected() {
        stack.add("aws:s3/bucketV2:BucketV2", "files");

        assertThat(stack.violations(rule)).containsExactly("files: it holds state and is not protected");
    }

    @Test
    void leavesWhatHoldsNoStateAlone() {
        stack.add("aws:ecs/service:Service", "api");

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void leavesReviewStacksAlone() {
        var review = new TestStack("holdfast", "review-1");
        review.add("aws:s3/bucketV2:BucketV2", "files");

        assertThat(review.findings(rule)).isEmpty();
    }
}
