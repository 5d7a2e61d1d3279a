package dev.holdfast.operator.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.operator.Aws;
import dev.holdfast.operator.Moto;
import dev.holdfast.operator.MotoTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Which stacks there are, asked of a bucket whose objects nobody reads. */
@MotoTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StateBucketTest {
    private final Aws aws = new Aws(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")));
    private Moto moto;

    @BeforeAll
    void hasStates() {
        moto = Moto.start();
        var s3 = aws.client(
                S3Client.builder().endpointOverride(moto.endpoint()).forcePathStyle(true), Region.EU_CENTRAL_1);
        s3.createBucket(request ->
                request.bucket("states").createBucketConfiguration(where -> where.locationConstraint("eu-central-1")));
        for (var key : new String[] {
            "stacks/holdfast/prod.json",
            "stacks/holdfast/review-1.json.gz",
            "stacks/holdfast/prod.json.bak",
            "stacks/holdfast/prod.json.attrs",
            "stacks/holdfast-organization/management.json",
            "history/holdfast/dev/dev-1.history.json"
        }) {
            s3.putObject(request -> request.bucket("states").key(".pulumi/" + key), RequestBody.fromString("{}"));
        }
    }

    @AfterAll
    void stops() {
        aws.close();
        moto.close();
    }

    private StateBucket bucket(String name) {
        return StateBucket.of("s3://" + name + "?region=eu-central-1&s3ForcePathStyle=true&endpoint=" + moto.endpoint())
                .orElseThrow();
    }

    @Test
    void namesTheStacksOfAProject() {
        assertThat(bucket("states").stacks(aws, "holdfast")).containsExactly("prod", "review-1");
    }

    @Test
    void namesNoneOfAnotherProject() {
        assertThat(bucket("states").stacks(aws, "holdfast-organization")).containsExactly("management");
    }

    @Test
    void saysWhereToLookWhenItCannotBeListed() {
        assertThatThrownBy(() -> bucket("elsewhere").stacks(aws, "holdfast"))
                .hasMessageContaining("cannot list the stacks in s3://elsewhere:")
                .hasMessageContaining("docs/state.md");
    }

    @Test
    void isNoneWhereStatesAreInAFolder() {
        assertThat(StateBucket.of("file:///home/ada/state")).isEmpty();
    }
}
