package dev.holdfast.organization.state;

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
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import dev.holdfast.conventions.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where Pulumi keeps the states, and the keys of what is secret in them.
 *
 * <p>Creates a bucket - versioned, encrypted, closed to the public, to other organizations and to plain HTTP - and a key
 * for each environment, in the management account: who writes a state decides what the next update does, and the account
 * that trusts no other is the one to hold it. Needs nothing else, so that it is there after the very first update. Exposes
 * the bucket's URL and the keys', as {@code pulumi login} and {@code pulumi stack init} take them.
 */
public final class StateBucket extends ComponentResource {
    /** For how long what an update overwrote can be brought back. */
    private static final int OLD_VERSION_DAYS = 90;

    /** As many old versions stay in any case: of a state that seldom changes, the last good one may be old. */
    private static final int OLD_VERSIONS_KEPT = 10;

    private static final int LOCK_DAYS = 7;
    private static final int INCOMPLETE_UPLOAD_DAYS = 7;

    /** The bucket, as {@code pulumi login} takes it; known only when nobody else can get in any more. */
    public final Output<String> url;

    /** The secrets provider of each environment, as {@code --secrets-provider} takes it. */
    public final Output<Map<String, String>> secretsProviders;

    /**
     * The bucket.
     *
     * @param account the id of the management account
     * @param organizationId the organization outside of which nobody comes in
     * @param environments the workload's environments
     */
    public record Args(
            String region, Output<String> account, Output<String> organizationId, List<StateEnvironment> environments) {
        public Args {
            environments = List.copyOf(environments);
        }
    }

    public StateBucket(String name, Args args, ComponentResourceOptions options) {
        super("holdfast:organization:StateBucket", name, options);
        var bucketName =
                args.account().applyValue(account -> new Names("organization").bucket("state", account, args.region()));

        var management = key(
                name,
                StateEnvironment.MANAGEMENT,
                args,
                Output.tuple(args.account(), args.organizationId())
                        .applyValue(known -> StatePolicies.ofManagementKey(known.t1, known.t2, args.region())));
        var keys = new ArrayList<StateKey>(List.of(management));
        for (var environment : args.environments()) {
            var policy = args.account().applyValue(account -> StatePolicies.ofKey(account, environment));
            keys.add(key(name, environment.name(), args, policy));
        }

        var bucket = new BucketV2(
                name,
                BucketV2Args.builder().bucket(bucketName).build(),
                CustomResourceOptions.builder().parent(this).protect(true).build());
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
                        .policy(Output.tuple(bucket.bucket(), args.organizationId())
                                .applyValue(known -> StatePolicies.ofBucket(known.t1, known.t2, args.environments())))
                        .build(),
                child().dependsOn(closed).build());
        var encryption = encryption(name, bucket, management.arn);
        var versioning = keepVersions(name, bucket);

        url = Output.tuple(bucket.bucket(), policy.id(), encryption.id(), versioning.id())
                .applyValue(known -> "s3://" + known.t1 + "?region=" + args.region());
        secretsProviders = Output.all(keys.stream()
                        .map(key -> key.secretsProvider.applyValue(provider -> Map.entry(key.environment, provider)))
                        .toList())
                .applyValue(StateBucket::sortedByName);
        registerOutputs(Map.of("url", url, "secretsProviders", secretsProviders));
    }

    private static Map<String, String> sortedByName(List<Map.Entry<String, String>> entries) {
        var sorted = new TreeMap<String, String>();
        entries.forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    private StateKey key(String name, String environment, Args args, Output<String> policy) {
        return new StateKey(
                name + "-" + environment,
                new StateKey.Args(environment, args.region(), args.account(), policy),
                ComponentResourceOptions.builder().parent(this).build());
    }

    private BucketServerSideEncryptionConfigurationV2 encryption(String name, BucketV2 bucket, Output<String> keyArn) {
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

    private BucketVersioningV2 keepVersions(String name, BucketV2 bucket) {
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
                        .rules(oldVersions(), locks())
                        .build(),
                child().dependsOn(versioning).build());
        return versioning;
    }

    private static BucketLifecycleConfigurationV2RuleArgs oldVersions() {
        return rule("old-versions", "")
                .noncurrentVersionExpiration(BucketLifecycleConfigurationV2RuleNoncurrentVersionExpirationArgs.builder()
                        .noncurrentDays(OLD_VERSION_DAYS)
                        .newerNoncurrentVersions(OLD_VERSIONS_KEPT)
                        .build())
                .abortIncompleteMultipartUpload(
                        BucketLifecycleConfigurationV2RuleAbortIncompleteMultipartUploadArgs.builder()
                                .daysAfterInitiation(INCOMPLETE_UPLOAD_DAYS)
                                .build())
                .build();
    }

    /** Each update leaves a lock that was deleted: one old version, which the other rule would keep for ever. */
    private static BucketLifecycleConfigurationV2RuleArgs locks() {
        return rule("locks", StateObjects.LOCKS)
                .noncurrentVersionExpiration(BucketLifecycleConfigurationV2RuleNoncurrentVersionExpirationArgs.builder()
                        .noncurrentDays(LOCK_DAYS)
                        .build())
                .expiration(BucketLifecycleConfigurationV2RuleExpirationArgs.builder()
                        .expiredObjectDeleteMarker(true)
                        .build())
                .build();
    }

    private static BucketLifecycleConfigurationV2RuleArgs.Builder rule(String id, String prefix) {
        return BucketLifecycleConfigurationV2RuleArgs.builder()
                .id(id)
                .status("Enabled")
                // A rule must say that it is for every object.
                .filter(BucketLifecycleConfigurationV2RuleFilterArgs.builder()
                        .prefix(prefix)
                        .build());
    }

    private CustomResourceOptions.Builder child() {
        return CustomResourceOptions.builder().parent(this);
    }
}
