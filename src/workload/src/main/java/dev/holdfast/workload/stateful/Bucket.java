package dev.holdfast.workload.stateful;

import com.pulumi.aws.s3.BucketLifecycleConfigurationV2;
import com.pulumi.aws.s3.BucketLifecycleConfigurationV2Args;
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
import com.pulumi.aws.s3.inputs.BucketOwnershipControlsRuleArgs;
import com.pulumi.aws.s3.inputs.BucketServerSideEncryptionConfigurationV2RuleApplyServerSideEncryptionByDefaultArgs;
import com.pulumi.aws.s3.inputs.BucketServerSideEncryptionConfigurationV2RuleArgs;
import com.pulumi.aws.s3.inputs.BucketVersioningV2VersioningConfigurationArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.holdfast.conventions.Environment;
import dev.holdfast.conventions.Tags;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamPrincipal;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * A private bucket of S3, for the files of one service.
 *
 * <p>Creates the bucket and its settings: no public access, no access lists, encryption with a given key, versions, TLS
 * only. Needs a key. Exposes its name and ARN, and what a task must be allowed to use it. What is deleted or overwritten
 * can be brought back for 30 days.
 */
public final class Bucket extends StatefulComponent {
    private static final int OLD_VERSION_DAYS = 30;
    private static final int INCOMPLETE_UPLOAD_DAYS = 7;

    /** The name of the bucket; known only when nobody else can get in any more. */
    public final Output<String> name;

    /** The ARN of the bucket. */
    public final Output<String> arn;

    private final Output<String> keyArn;

    /**
     * The bucket.
     *
     * @param bucketName its name, unique in all of AWS; {@link dev.holdfast.conventions.Names#bucket} makes such names
     * @param keyArn the key that its objects are encrypted with
     */
    public record Args(Environment environment, Output<String> bucketName, Output<String> keyArn) {}

    public Bucket(String name, Args args, ComponentResourceOptions options) {
        super("Bucket", name, args.environment(), options);
        keyArn = args.keyArn();

        var bucket = new BucketV2(
                name,
                BucketV2Args.builder()
                        .bucket(args.bucketName())
                        .forceDestroy(args.environment().disposable())
                        .tags(Tags.held())
                        .build(),
                held().build());
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
        new BucketOwnershipControls(
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
                        .policy(bucket.arn().applyValue(Bucket::tlsOnly))
                        .build(),
                child().dependsOn(closed).build());
        var encryption = encryption(name, bucket);
        keepVersions(name, bucket);

        this.name = Output.tuple(bucket.bucket(), policy.id(), encryption.id()).applyValue(known -> known.t1);
        arn = bucket.arn();
        registerOutputs(Map.of("name", this.name, "arn", arn));
    }

    /** What a task's role needs to list, read, write and delete the objects. */
    public Output<List<IamStatement>> readAndWrite(String region) {
        return Output.tuple(arn, keyArn)
                .applyValue(known -> List.of(
                        Permission.to(List.of("s3:ListBucket"), known.t1),
                        Permission.to(List.of("s3:GetObject", "s3:PutObject", "s3:DeleteObject"), known.t1 + "/*"),
                        Permission.toUseKey(known.t2, "s3", region)));
    }

    private BucketServerSideEncryptionConfigurationV2 encryption(String name, BucketV2 bucket) {
        return new BucketServerSideEncryptionConfigurationV2(
                name,
                BucketServerSideEncryptionConfigurationV2Args.builder()
                        .bucket(bucket.bucket())
                        .rules(BucketServerSideEncryptionConfigurationV2RuleArgs.builder()
                                .applyServerSideEncryptionByDefault(
                                        BucketServerSideEncryptionConfigurationV2RuleApplyServerSideEncryptionByDefaultArgs
                                                .builder()
                                                .sseAlgorithm("aws:kms")
                                                .kmsMasterKeyId(keyArn)
                                                .build())
                                // Otherwise S3 asks KMS for each object, at a price.
                                .bucketKeyEnabled(true)
                                .build())
                        .build(),
                child().build());
    }

    private void keepVersions(String name, BucketV2 bucket) {
        var versioning = new BucketVersioningV2(
                name,
                BucketVersioningV2Args.builder()
                        .bucket(bucket.bucket())
                        .versioningConfiguration(BucketVersioningV2VersioningConfigurationArgs.builder()
                                .status("Enabled")
                                .build())
                        .build(),
                child().build());
        new BucketLifecycleConfigurationV2(
                name,
                BucketLifecycleConfigurationV2Args.builder()
                        .bucket(bucket.bucket())
                        .rules(BucketLifecycleConfigurationV2RuleArgs.builder()
                                .id("old-versions")
                                .status("Enabled")
                                // Every object: a rule must say so.
                                .filter(BucketLifecycleConfigurationV2RuleFilterArgs.builder()
                                        .prefix("")
                                        .build())
                                .noncurrentVersionExpiration(
                                        BucketLifecycleConfigurationV2RuleNoncurrentVersionExpirationArgs.builder()
                                                .noncurrentDays(OLD_VERSION_DAYS)
                                                .build())
                                .expiration(BucketLifecycleConfigurationV2RuleExpirationArgs.builder()
                                        .expiredObjectDeleteMarker(true)
                                        .build())
                                .abortIncompleteMultipartUpload(
                                        BucketLifecycleConfigurationV2RuleAbortIncompleteMultipartUploadArgs.builder()
                                                .daysAfterInitiation(INCOMPLETE_UPLOAD_DAYS)
                                                .build())
                                .build())
                        .build(),
                child().dependsOn(versioning).build());
    }

    private static String tlsOnly(String arn) {
        return IamPolicy.create(List.of(IamStatement.builder()
                        .sid("TlsOnly")
                        .effect(IamEffect.DENY)
                        .addPrincipal(IamPrincipal.ALL)
                        .addAction("s3:*")
                        .addResource(arn)
                        .addResource(arn + "/*")
                        .addCondition(IamConditionOperator.BOOL, "aws:SecureTransport", "false")
                        .build()))
                .toJson();
    }
}
