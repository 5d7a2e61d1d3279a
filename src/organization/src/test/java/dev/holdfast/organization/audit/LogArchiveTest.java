package dev.holdfast.organization.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.testkit.AccessRequest;
import dev.holdfast.testkit.Cloud;
import dev.holdfast.testkit.Decision;
import dev.holdfast.testkit.PolicyDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogArchiveTest {
    private static final String BUCKET = "aws:s3/bucketV2:BucketV2";
    private static final String POLICY = "aws:s3/bucketPolicy:BucketPolicy";
    private static final String LOCK = "aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2";
    private static final String ENCRYPTION =
            "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2";
    private static final String TRAIL = OrganizationTrail.arn("eu-central-1", "999999999999");
    private static final String TRAIL_BUCKET = "holdfast-organization-trail-111111111111-eu-central-1";
    private static final String BALANCER_BUCKET = "holdfast-organization-balancer-logs-111111111111-eu-central-1";
    private static final String CONFIG_BUCKET = "holdfast-organization-config-logs-111111111111-eu-central-1";
    private static final LogArchive.Args ARGS = new LogArchive.Args(
            "111111111111",
            "eu-central-1",
            "o-a1b2c3d4e5",
            "999999999999",
            TRAIL,
            List.of("111111111111", "222222222222", "333333333333"),
            List.of("222222222222", "333333333333"));

    private final Cloud cloud = new Cloud().run(ctx -> new LogArchive("log-archive", ARGS, null));

    @Test
    void letsNobodyDeleteTheTrailForAYear() {
        assertThat(cloud.named(BUCKET, "log-archive-trail").inputs()).containsEntry("objectLockEnabled", true);
        assertThat(cloud.only(LOCK).inputs().get("rule"))
                .isEqualTo(Map.of("defaultRetention", Map.of("mode", "GOVERNANCE", "days", 365.0)));
    }

    /** Load balancers and Config deliver into no bucket that locks by default. */
    @Test
    void locksNoOtherBucket() {
        assertThat(cloud.only(LOCK).inputs()).containsEntry("bucket", TRAIL_BUCKET);
        assertThat(cloud.all(BUCKET))
                .filteredOn(one -> !one.name().equals("log-archive-trail"))
                .hasSize(2)
                .allMatch(one -> one.inputs().get("objectLockEnabled").equals(false));
    }

    @Test
    void protectsBucketsAndKey() {
        assertThat(cloud.all(BUCKET)).hasSize(3).allMatch(Cloud.Seen::isProtected);
        assertThat(cloud.only("aws:kms/key:Key").isProtected()).isTrue();
    }

    @Test
    void encryptsTheTrailWithItsOwnKey() {
        assertThat(algorithm("log-archive-trail"))
                .containsEntry("sseAlgorithm", "aws:kms")
                .containsEntry("kmsMasterKeyId", "arn:aws:test:::log-archive-trail");
        assertThat(cloud.only("aws:kms/key:Key").inputs()).containsEntry("enableKeyRotation", true);
    }

    /** A load balancer refuses a bucket with a key of KMS. */
    @Test
    void encryptsLoadBalancersLogsWithS3sKey() {
        assertThat(algorithm("log-archive-balancers")).isEqualTo(Map.of("sseAlgorithm", "AES256"));
    }

    @Test
    void closesEveryBucketToThePublic() {
        assertThat(cloud.all("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"))
                .hasSize(3)
                .allSatisfy(one -> assertThat(one.inputs())
                        .containsEntry("blockPublicAcls", true)
                        .containsEntry("blockPublicPolicy", true)
                        .containsEntry("ignorePublicAcls", true)
                        .containsEntry("restrictPublicBuckets", true));
    }

    @Test
    void letsTheTrailWriteForEveryAccount() {
        assertThat(trail("s3:GetBucketAcl", "", TRAIL)).isEqualTo(Decision.ALLOWED);
        assertThat(trail("s3:PutObject", "/AWSLogs/999999999999/CloudTrail/x", TRAIL))
                .isEqualTo(Decision.ALLOWED);
        assertThat(trail("s3:PutObject", "/AWSLogs/o-a1b2c3d4e5/222222222222/CloudTrail/x", TRAIL))
                .isEqualTo(Decision.ALLOWED);
    }

    @Test
    void letsNoOtherTrailWrite() {
        var other = "arn:aws:cloudtrail:eu-central-1:666666666666:trail/holdfast-organization-trail";
        assertThat(trail("s3:GetBucketAcl", "", other)).isEqualTo(Decision.IMPLICITLY_DENIED);
        assertThat(trail("s3:PutObject", "/AWSLogs/o-a1b2c3d4e5/x", other)).isEqualTo(Decision.IMPLICITLY_DENIED);
        assertThat(trail("s3:PutObject", "/AWSLogs/666666666666/x", TRAIL)).isEqualTo(Decision.IMPLICITLY_DENIED);
        assertThat(trail("s3:DeleteObject", "/AWSLogs/o-a1b2c3d4e5/x", TRAIL)).isEqualTo(Decision.IMPLICITLY_DENIED);
    }

    @Test
    void letsNobodyInWithoutTls() {
        var insecure = AccessRequest.to("s3:GetObject")
                .on("arn:aws:s3:::" + TRAIL_BUCKET + "/AWSLogs/x")
                .by("arn:aws:iam::111111111111:role/reader")
                .with("aws:SecureTransport", "false");
        assertThat(policy("log-archive-trail").decide(insecure)).isEqualTo(Decision.EXPLICITLY_DENIED);
        assertThat(policy("log-archive-trail").decide(insecure.with("aws:SecureTransport", "true")))
                .isEqualTo(Decision.IMPLICITLY_DENIED);
    }

    @Test
    void letsTheTrailEncryptAndNothingElse() {
        var policy = PolicyDocument.parse(LogArchive.keyPolicy(ARGS));
        var encrypt = AccessRequest.to("kms:GenerateDataKey")
                .on("*")
                .byService("cloudtrail.amazonaws.com")
                .with("aws:SourceArn", TRAIL)
                .with("kms:EncryptionContext:aws:cloudtrail:arn", TRAIL);
        assertThat(policy.decide(encrypt)).isEqualTo(Decision.ALLOWED);
        assertThat(policy.decide(encrypt.with("aws:SourceArn", TRAIL + "-other")))
                .isEqualTo(Decision.IMPLICITLY_DENIED);
        assertThat(policy.decide(AccessRequest.to("kms:Decrypt")
                        .on("*")
                        .byService("cloudtrail.amazonaws.com")
                        .with("aws:SourceArn", TRAIL)
                        .with("kms:EncryptionContext:aws:cloudtrail:arn", TRAIL)))
                .isEqualTo(Decision.IMPLICITLY_DENIED);
    }

    @Test
    void letsLoadBalancersOfWorkloadsWriteAndNoOthers() {
        assertThat(balancer("222222222222")).isEqualTo(Decision.ALLOWED);
        assertThat(balancer("333333333333")).isEqualTo(Decision.ALLOWED);
        assertThat(balancer("111111111111")).isEqualTo(Decision.IMPLICITLY_DENIED);
        assertThat(balancer("666666666666")).isEqualTo(Decision.IMPLICITLY_DENIED);
    }

    @Test
    void letsConfigDeliverForEveryAccount() {
        assertThat(config("999999999999")).isEqualTo(Decision.ALLOWED);
        assertThat(config("222222222222")).isEqualTo(Decision.ALLOWED);
        assertThat(config("666666666666")).isEqualTo(Decision.IMPLICITLY_DENIED);
    }

    @Test
    void expiresLogsAfterTheirLock() {
        assertThat(cloud.all("aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2"))
                .hasSize(3)
                .allSatisfy(
                        one -> assertThat(one.inputs().get("rules").toString()).contains("expiration={days="));
    }

    @Test
    void refusesABucketThatKeepsForShorterThanItLocks() {
        assertThatThrownBy(() -> new LogBucket.Args("logs", Optional.empty(), List.of(), 365, 365))
                .hasMessageContaining("bucket 'logs' keeps logs for 365 days, but locks them for 365");
    }

    private Decision trail(String action, String path, String trail) {
        var request = AccessRequest.to(action)
                .on("arn:aws:s3:::" + TRAIL_BUCKET + path)
                .byService("cloudtrail.amazonaws.com")
                .with("aws:SecureTransport", "true")
                .with("aws:SourceArn", trail);
        return policy("log-archive-trail")
                .decide(
                        action.equals("s3:PutObject")
                                ? request.with("s3:x-amz-acl", "bucket-owner-full-control")
                                : request);
    }

    private Decision balancer(String account) {
        return policy("log-archive-balancers")
                .decide(AccessRequest.to("s3:PutObject")
                        .on("arn:aws:s3:::" + BALANCER_BUCKET + "/AWSLogs/" + account + "/elasticloadbalancing/x")
                        .byService("logdelivery.elasticloadbalancing.amazonaws.com")
                        .with("aws:SecureTransport", "true"));
    }

    private Decision config(String account) {
        return policy("log-archive-config")
                .decide(AccessRequest.to("s3:PutObject")
                        .on("arn:aws:s3:::" + CONFIG_BUCKET + "/AWSLogs/" + account + "/Config/x")
                        .byService("config.amazonaws.com")
                        .with("aws:SecureTransport", "true")
                        .with("aws:SourceAccount", account)
                        .with("s3:x-amz-acl", "bucket-owner-full-control"));
    }

    private PolicyDocument policy(String name) {
        return PolicyDocument.parse(
                cloud.named(POLICY, name).inputs().get("policy").toString());
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> algorithm(String name) {
        var rules = (List<Map<String, Object>>)
                cloud.named(ENCRYPTION, name).inputs().get("rules");
        return (Map<String, Object>) rules.get(0).get("applyServerSideEncryptionByDefault");
    }
}
