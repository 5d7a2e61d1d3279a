package dev.holdfast.organization.audit;

import com.pulumi.aws.s3.BucketLifecycleConfigurationV2;
import com.pulumi.aws.s3.BucketLifecycleConfigurationV2Args;
import com.pulumi.aws.s3.BucketObjectLockConfigurationV2;
import com.pulumi.aws.s3.BucketObjectLockConfigurationV2Args;
import com.pulumi.aws.s3.BucketOwnershipControls;
import com.pulumi.aws.s3.BucketOwnershipControlsArgs;
import com.pulumi.aws.s3.BucketPolicy;
import com.pulumi.aws.s3.BucketPolicyArgs;
import com.pulumi.aws.s3.BucketPublicAccessBlock;
import com.pulumi.aws.s3.BucketPublicAccessBlockArgs;
import com.pulumi.aws.s3.BucketServerSideEncryptionConfigurationV2;
import com.pulumi.aws.s3.BucketServerSideEncryptionConfigurationV2Args;
import com.pulumi.aws.s3.BucketV2;
import com.pulumi.aws.s3.BucketV2Args;
import com.pulumi.aws.s3.BucketVersioningV2;
import com.pulumi.aws.s3.BucketVersioningV2Args;
import com.pulumi.aws.s3.inputs.BucketLifecycleConfigurationV2RuleAbortIncompleteMultipartUploadArgs;
import com.pulumi.aws.s3.inputs.BucketLifecycleConfigurationV2RuleArgs;
import com.pulumi.aws.s3.inputs.BucketLifecycleConfigurationV2RuleExpirationArgs;
import com.pulumi.aws.s3.inputs.BucketLifecycleConfigurationV2RuleFilterArgs;
import com.pulumi.aws.s3.inputs.BucketLifecycleConfigurationV2RuleNoncurrentVersionExpirationArgs;
import com.pulumi.aws.s3.inputs.BucketObjectLockConfigurationV2RuleArgs;
import com.pulumi.aws.s3.inputs.BucketObjectLockConfigurationV2RuleDefaultRetentionArgs;
import com.pulumi.aws.s3.inputs.BucketOwnershipControlsRuleArgs;
import com.pulumi.aws.s3.inputs.BucketServerSideEncryptionConfigurationV2RuleApplyServerSideEncryptionByDefaultArgs;
import com.pulumi.aws.s3.inputs.BucketServerSideEncryptionConfigurationV2RuleArgs;
import com.pulumi.aws.s3.inputs.BucketVersioningV2VersioningConfigurationArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamPrincipal;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * A bucket that AWS services write logs into and that keeps them: private, encrypted, reached by TLS only, versioned.
 * Logs expire; a version that was overwritten or deleted stays for {@value #OLD_VERSION_DAYS} days longer. Exposes its
 * name once all of that holds, so that nothing is written before.
 */
public final class LogBucket extends ComponentResource {
    private static final int OLD_VERSION_DAYS = 30;
    private static final int INCOMPLETE_UPLOAD_DAYS = 7;

    /** The bucket's name, once it is ready to be written into. */
    public final Output<String> name;

    /**
     * A bucket of logs.
     *
     * @param bucket its name
     * @param key the ARN of the key that its objects are encrypted with; without one, S3's own
     * @param writers what its policy allows beside
     * @param keptDays after how many days its logs expire
     * @param lockedDays for how many days nobody deletes or overwrites a log, unless allowed to bypass governance; 0 for
     *     no lock. A bucket gets or loses the ability only when it is created
     */
    public record Args(
            String bucket, Optional<Output<String>> key, List<IamStatement> writers, int keptDays, int lockedDays) {
        public Args {
            writers = List.copyOf(writers);
            if (keptDays <= lockedDays) {
                throw new IllegalArgumentException("bucket '" + bucket + "' keeps logs for " + keptDays
                        + " days, but locks them for " + lockedDays + "; allowed is more than that");
            }
        }

        private boolean locked() {
            return lockedDays > 0;
        }
    }

    public LogBucket(String name, Args args, ComponentResourceOptions options) {
        super("holdfast:organization:LogBucket", name, options);

        var bucket = new BucketV2(
                name,
                BucketV2Args.builder()
                        .bucket(args.bucket())
                        .objectLockEnabled(args.locked())
                        .build(),
                CustomResourceOptions.builder().parent(this).protect(true).build());
        var ready = new ArrayList<Output<String>>();
        ready.add(access(name, args, bucket));
        ready.add(encryption(name, args, bucket));
        ready.addAll(retention(name, args, bucket));

        this.name = Output.all(ready).apply(known -> bucket.bucket());
        registerOutputs(Map.of("name", this.name));
    }

    private Output<String> access(String name, Args args, BucketV2 bucket) {
        var closed = new BucketPublicAccessBlock(
                name,
                BucketPublicAccessBlockArgs.builder()
                        .bucket(bucket.bucket())
                        .blockPublicAcls(true)
                        .blockPublicPolicy(true)
                        .ignorePublicAcls(true)
                        .restrictPublicBuckets(true)
                        .build(),
                child().build());
        var owned = new BucketOwnershipControls(
                name,
                BucketOwnershipControlsArgs.builder()
                        .bucket(bucket.bucket())
                        .rule(BucketOwnershipControlsRuleArgs.builder()
                                .objectOwnership("BucketOwnerEnforced")
                                .build())
                        .build(),
                // S3 refuses two changes of one bucket's access at a time.
                child().dependsOn(closed).build());
        var policy = new BucketPolicy(
                name,
                BucketPolicyArgs.builder()
                        .bucket(bucket.bucket())
                        .policy(policy(args))
                        .build(),
                child().dependsOn(owned).build());
        return policy.id();
    }

    /** No bucket key: then KMS would see the bucket in place of the trail, which the key's policy asks for. */
    private Output<String> encryption(String name, Args args, BucketV2 bucket) {
        var byDefault = BucketServerSideEncryptionConfigurationV2RuleApplyServerSideEncryptionByDefaultArgs.builder()
                .sseAlgorithm(args.key().isPresent() ? "aws:kms" : "AES256");
        args.key().ifPresent(byDefault::kmsMasterKeyId);
        return new BucketServerSideEncryptionConfigurationV2(
                        name,
                        BucketServerSideEncryptionConfigurationV2Args.builder()
                                .bucket(bucket.bucket())
                                .rules(BucketServerSideEncryptionConfigurationV2RuleArgs.builder()
                                        .applyServerSideEncryptionByDefault(byDefault.build())
                                        .build())
                                .build(),
                        child().build())
                .id();
    }

    private List<Output<String>> retention(String name, Args args, BucketV2 bucket) {
        var versioning = new BucketVersioningV2(
                name,
                BucketVersioningV2Args.builder()
                        .bucket(bucket.bucket())
                        .versioningConfiguration(BucketVersioningV2VersioningConfigurationArgs.builder()
                                .status("Enabled")
                                .build())
                        .build(),
                child().build());
        var lifecycle = new BucketLifecycleConfigurationV2(
                name,
                BucketLifecycleConfigurationV2Args.builder()
                        .bucket(bucket.bucket())
                        .rules(expiry(args.keptDays()))
                        .build(),
                child().dependsOn(versioning).build());
        if (!args.locked()) {
            return List.of(lifecycle.id());
        }
        var lock = new BucketObjectLockConfigurationV2(
                name,
                BucketObjectLockConfigurationV2Args.builder()
                        .bucket(bucket.bucket())
                        .rule(BucketObjectLockConfigurationV2RuleArgs.builder()
                                .defaultRetention(BucketObjectLockConfigurationV2RuleDefaultRetentionArgs.builder()
                                        // Compliance mode could not be undone even by root.
                                        .mode("GOVERNANCE")
                                        .days(args.lockedDays())
                                        .build())
                                .build())
                        .build(),
                child().dependsOn(versioning).build());
        return List.of(lifecycle.id(), lock.id());
    }

    private static BucketLifecycleConfigurationV2RuleArgs expiry(int keptDays) {
        return BucketLifecycleConfigurationV2RuleArgs.builder()
                .id("expiry")
                .status("Enabled")
                // Every object: a rule must say so.
                .filter(BucketLifecycleConfigurationV2RuleFilterArgs.builder()
                        .prefix("")
                        .build())
                .expiration(BucketLifecycleConfigurationV2RuleExpirationArgs.builder()
                        .days(keptDays)
                        .build())
                .noncurrentVersionExpiration(BucketLifecycleConfigurationV2RuleNoncurrentVersionExpirationArgs.builder()
                        .noncurrentDays(OLD_VERSION_DAYS)
                        .build())
                .abortIncompleteMultipartUpload(
                        BucketLifecycleConfigurationV2RuleAbortIncompleteMultipartUploadArgs.builder()
                                .daysAfterInitiation(INCOMPLETE_UPLOAD_DAYS)
                                .build())
                .build();
    }

    private static String policy(Args args) {
        var statements = new ArrayList<>(args.writers());
        statements.add(IamStatement.builder()
                .sid("TlsOnly")
                .effect(IamEffect.DENY)
                .addPrincipal(IamPrincipal.ALL)
                .addAction("s3:*")
                .addResource(arn(args.bucket()))
                .addResource(arn(args.bucket()) + "/*")
                .addCondition(IamConditionOperator.BOOL, "aws:SecureTransport", "false")
                .build());
        return IamPolicy.create(statements).toJson();
    }

    /** The ARN of a bucket. */
    static String arn(String bucket) {
        return "arn:aws:s3:::" + bucket;
    }

    private CustomResourceOptions.Builder child() {
        return CustomResourceOptions.builder().parent(this);
    }
}
