package dev.holdfast.workload;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.core.Output;
import com.pulumi.test.PulumiTest;
import dev.holdfast.conventions.Environment;
import dev.holdfast.conventions.StatefulTypes;
import dev.holdfast.testkit.Cloud;
import dev.holdfast.testkit.Cloud.Seen;
import dev.holdfast.workload.stateful.Bucket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.policybuilder.iam.IamCondition;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamPrincipal;
import software.amazon.awssdk.policybuilder.iam.IamResource;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

class BucketTest {
    private static final String NAME = "holdfast-dev-uploads-111111111111-eu-central-1";
    private static final String ARN = "arn:aws:s3:::" + NAME;
    private static final String KEY = "arn:aws:kms:eu-central-1:111111111111:key/1";
    private static final String BUCKET = "aws:s3/bucketV2:BucketV2";
    private static Cloud dev;

    /** Not while the class is initialized: the program runs in another thread and needs it. */
    @BeforeAll
    static void run() {
        dev = run("dev");
    }

    private static Cloud run(String stack) {
        return cloud().run(ctx -> bucket(stack));
    }

    private static Cloud cloud() {
        return new Cloud().computes(BUCKET, inputs -> Map.of("arn", ARN));
    }

    private static Bucket bucket(String stack) {
        return new Bucket(
                "uploads", new Bucket.Args(Environment.ofStack(stack), Output.of(NAME), Output.of(KEY)), null);
    }

    private static Seen only(String type) {
        return dev.only("aws:s3/" + Character.toLowerCase(type.charAt(0)) + type.substring(1) + ":" + type);
    }

    @Test
    void isHeldFast() {
        var bucket = dev.only(BUCKET);
        assertThat(StatefulTypes.contains(BUCKET)).isTrue();
        assertThat(bucket.inputs()).containsEntry("bucket", NAME).containsEntry("forceDestroy", false);
        assertThat(bucket.isProtected()).isTrue();
        assertThat(bucket.parent()).contains("holdfast:stateful:Bucket::uploads");
        assertThat(dev.all()).filteredOn(Seen::isProtected).containsExactly(bucket);
    }

    @Test
    void goesWithItsObjectsInAReviewEnvironment() {
        var cloud = run("review-1");
        assertThat(cloud.all()).noneMatch(Seen::isProtected);
        assertThat(cloud.only(BUCKET).inputs()).containsEntry("forceDestroy", true);
    }

    @Test
    void isClosedToThePublicAndKnowsNoAccessLists() {
        assertThat(only("BucketPublicAccessBlock").inputs())
                .containsEntry("bucket", NAME)
                .containsEntry("blockPublicAcls", true)
                .containsEntry("blockPublicPolicy", true)
                .containsEntry("ignorePublicAcls", true)
                .containsEntry("restrictPublicBuckets", true);
        assertThat(only("BucketOwnershipControls").inputs())
                .containsEntry("rule", Map.of("objectOwnership", "BucketOwnerEnforced"));
        assertThat(dev.all()).noneMatch(one -> one.type().contains("Acl"));
    }

    @Test
    void isEncryptedWithTheGivenKey() {
        assertThat(only("BucketServerSideEncryptionConfigurationV2").inputs())
                .containsEntry(
                        "rules",
                        List.of(Map.of(
                                "applyServerSideEncryptionByDefault",
                                Map.of("sseAlgorithm", "aws:kms", "kmsMasterKeyId", KEY),
                                "bucketKeyEnabled",
                                true)));
    }

    @Test
    void refusesEverybodyWhoComesWithoutTls() {
        var policy = IamPolicy.fromJson((String) only("BucketPolicy").inputs().get("policy"));
        assertThat(policy.statements()).singleElement().satisfies(statement -> {
            assertThat(statement.effect()).isEqualTo(IamEffect.DENY);
            assertThat(statement.principals()).containsExactly(IamPrincipal.ALL);
            assertThat(statement.resources()).containsExactly(IamResource.create(ARN), IamResource.create(ARN + "/*"));
            assertThat(statement.conditions())
                    .containsExactly(IamCondition.create("Bool", "aws:SecureTransport", "false"));
        });
    }

    @Test
    void keepsOldVersionsForAMonth() {
        assertThat(only("BucketVersioningV2").inputs())
                .containsEntry("versioningConfiguration", Map.of("status", "Enabled"));
        var lifecycle = only("BucketLifecycleConfigurationV2");
        assertThat(lifecycle.inputs())
                .containsEntry(
                        "rules",
                        List.of(Map.of(
                                "id", "old-versions",
                                "status", "Enabled",
                                "filter", Map.of("prefix", ""),
                                "noncurrentVersionExpiration", Map.of("noncurrentDays", 30.0),
                                "expiration", Map.of("expiredObjectDeleteMarker", true),
                                "abortIncompleteMultipartUpload", Map.of("daysAfterInitiation", 7.0))));
        assertThat(lifecycle.dependsOn()).containsExactly("aws:s3/bucketVersioningV2:BucketVersioningV2::uploads");
    }

    @Test
    void letsATaskUseItsObjectsAndItsKeyByWayOfS3Only() {
        var statements = new AtomicReference<List<IamStatement>>();
        cloud().run(ctx -> statements.set(PulumiTest.extractValue(bucket("dev").readAndWrite("eu-central-1"))));
        var policy = IamPolicy.create(statements.get()).toJson();
        assertThat(policy)
                .contains("\"Action\":\"s3:ListBucket\",\"Resource\":\"" + ARN + "\"")
                .contains("\"Action\":[\"s3:GetObject\",\"s3:PutObject\",\"s3:DeleteObject\"],\"Resource\":\"" + ARN
                        + "/*\"")
                .contains("\"kms:ViaService\":\"s3.eu-central-1.amazonaws.com\"")
                .doesNotContain("s3:*", "\"*\"");
    }
}
