package dev.holdfast.policy.rules.storage;

import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import java.util.List;
import java.util.Map;

/** A trail's bucket of production that complies with every rule, at a first preview: its parts refer to it by an unknown name. */
final class SoundBucket {
    final TestStack stack = new TestStack("holdfast", "prod");
    final TestResource bucket = stack.add("aws:s3/bucketV2:BucketV2", "log-archive-trail")
            .set("objectLockEnabled", true)
            .protect();

    final TestResource publicAccess = part("bucketPublicAccessBlock:BucketPublicAccessBlock")
            .set("blockPublicAcls", true)
            .set("blockPublicPolicy", true)
            .set("ignorePublicAcls", true)
            .set("restrictPublicBuckets", true);

    final TestResource policy = part("bucketPolicy:BucketPolicy").set("policy", """
            {"Statement": [
              {"Sid": "Tls", "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*",
                "Condition": {"Bool": {"aws:SecureTransport": "false"}}},
              {"Sid": "Trail", "Effect": "Allow", "Principal": {"Service": "cloudtrail.amazonaws.com"},
                "Action": "s3:PutObject", "Resource": "*"}]}""");

    final TestResource encryption =
            part("bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2")
                    .set(
                            "rules",
                            encryptedBy(Map.of(
                                    "sseAlgorithm", "aws:kms", "kmsMasterKeyId", "arn:aws:kms:eu-central-1:1:key/a")));

    final TestResource versioning =
            part("bucketVersioningV2:BucketVersioningV2").set("versioningConfiguration", Map.of("status", "Enabled"));

    final TestResource lock = part("bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2")
            .set("rule", Map.of("defaultRetention", Map.of("mode", "GOVERNANCE", "days", 365)));

    final TestResource ownership = part("bucketOwnershipControls:BucketOwnershipControls")
            .set("rule", Map.of("objectOwnership", "BucketOwnerEnforced"));

    final TestResource lifecycle = part("bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2")
            .set("rules", List.of(Map.of("id", "old", "status", "Enabled")));

    final TestResource accessLog = part("bucketLoggingV2:BucketLoggingV2").set("targetBucket", "logs");

    /** What encrypts by default. */
    static List<Object> encryptedBy(Map<String, Object> byDefault) {
        return List.of(Map.of("applyServerSideEncryptionByDefault", byDefault));
    }

    private TestResource part(String type) {
        return stack.add("aws:s3/" + type, "log-archive-trail").refersTo("bucket", bucket);
    }
}
