package dev.holdfast.impact.security;

import static dev.holdfast.impact.security.Change.changed;
import static dev.holdfast.impact.security.Change.deleted;
import static dev.holdfast.impact.security.Change.told;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PublicAccessBlocksTest {
    private static final String TYPE = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";

    @Test
    void aBlockThatIsSwitchedOffExposes() {
        assertThat(told(changed(
                        TYPE,
                        "{'bucket': 'photos', 'blockPublicPolicy': true, 'blockPublicAcls': true}",
                        "{'bucket': 'photos', 'blockPublicPolicy': false, 'blockPublicAcls': true}")))
                .containsExactly(
                        "+ EXPOSURE S3 no longer refuses for bucket photos policies that open it (blockPublicPolicy)");
    }

    @Test
    void soDoesABlockThatIsDeleted() {
        assertThat(told(deleted(
                        "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock", "{'restrictPublicBuckets': true}")))
                .containsExactly(
                        "+ EXPOSURE S3 no longer refuses for the account's buckets everybody, where a policy has opened it"
                                + " (restrictPublicBuckets)");
    }

    @Test
    void aBlockThatIsSwitchedOnCloses() {
        assertThat(told(changed(TYPE, "{'bucket': 'photos'}", "{'bucket': 'photos', 'ignorePublicAcls': true}")))
                .containsExactly(
                        "- EXPOSURE S3 refuses for bucket photos access lists that had opened it (ignorePublicAcls)");
    }
}
