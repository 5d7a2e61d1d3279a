package dev.holdfast.organization.audit;

import com.pulumi.aws.kms.Alias;
import com.pulumi.aws.kms.AliasArgs;
import com.pulumi.aws.kms.Key;
import com.pulumi.aws.kms.KeyArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import dev.holdfast.conventions.Names;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamPrincipal;
import software.amazon.awssdk.policybuilder.iam.IamPrincipalType;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * Where the logs of all accounts are kept.
 *
 * <p>Creates, in the account {@code log-archive}, a key and a bucket for the organization's trail, whose logs nobody
 * deletes for {@value #TRAIL_LOCKED_DAYS} days; a bucket for what load balancers log, which must be in their region and may
 * be encrypted with S3's own key only; and a bucket for what AWS Config records, which may not be locked. The last is there
 * while Config is off too: it costs nothing, and switching Config off must not delete what was recorded. All of it is
 * protected. Exposes what the writers need.
 *
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html">the
 *     bucket policy of an organization's trail</a>
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html">the
 *     key policy of a trail</a>
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html">the
 *     bucket policy of load balancers' logs</a>
 * @see <a href="https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html">the bucket policy of
 *     Config</a>
 */
public final class LogArchive extends ComponentResource {
    /** What is kept of the trail after the year in which nobody can delete it costs cents. */
    private static final int TRAIL_KEPT_DAYS = 3 * 365;

    private static final int TRAIL_LOCKED_DAYS = 365;
    private static final int OTHERS_KEPT_DAYS = 365;
    private static final int KEY_RECOVERY_DAYS = 30;
    private static final IamPrincipal CLOUDTRAIL =
            IamPrincipal.create(IamPrincipalType.SERVICE, "cloudtrail.amazonaws.com");
    private static final IamPrincipal LOAD_BALANCING =
            IamPrincipal.create(IamPrincipalType.SERVICE, "logdelivery.elasticloadbalancing.amazonaws.com");
    private static final IamPrincipal CONFIG = IamPrincipal.create(IamPrincipalType.SERVICE, "config.amazonaws.com");

    /** The name of the trail's bucket, once the trail may write into it. */
    public final Output<String> trailBucket;

    /** The ARN of the key that the trail is encrypted with. */
    public final Output<String> keyArn;

    /** The name of the bucket for load balancers' logs, once they may write into it. */
    public final Output<String> loadBalancerLogs;

    /** The name of the bucket for what AWS Config records, once it may write into it. */
    public final Output<String> configLogs;

    /**
     * Whose logs are kept.
     *
     * @param account the account that keeps them
     * @param region where
     * @param organizationId the organization
     * @param managementId the account that the trail belongs to
     * @param trailArn the trail
     * @param accounts all accounts that existed when the update began
     * @param loadBalancerAccounts those of them whose load balancers write their logs here
     */
    public record Args(
            String account,
            String region,
            String organizationId,
            String managementId,
            String trailArn,
            List<String> accounts,
            List<String> loadBalancerAccounts) {
        public Args {
            accounts = List.copyOf(accounts);
            loadBalancerAccounts = List.copyOf(loadBalancerAccounts);
        }
    }

    public LogArchive(String name, Args args, ComponentResourceOptions options) {
        super("holdfast:organization:LogArchive", name, options);

        var names = new Names("organization");
        var key = new Key(
                name + "-trail",
                KeyArgs.builder()
                        .description("Encrypts the organization's audit trail")
                        .enableKeyRotation(true)
                        .deletionWindowInDays(KEY_RECOVERY_DAYS)
                        .policy(keyPolicy(args))
                        .build(),
                CustomResourceOptions.builder().parent(this).protect(true).build());
        new Alias(
                name + "-trail",
                AliasArgs.builder()
                        .name("alias/" + names.of("trail"))
                        .targetKeyId(key.keyId())
                        .build(),
                CustomResourceOptions.builder().parent(this).build());
        keyArn = key.arn();

        var trail = names.bucket("trail", args.account(), args.region());
        trailBucket = new LogBucket(
                        name + "-trail",
                        new LogBucket.Args(
                                trail,
                                Optional.of(keyArn),
                                trailWriters(trail, args),
                                TRAIL_KEPT_DAYS,
                                TRAIL_LOCKED_DAYS),
                        ComponentResourceOptions.builder().parent(this).build())
                .name;

        var balancers = names.bucket("balancer-logs", args.account(), args.region());
        loadBalancerLogs = plain(name + "-balancers", balancers, loadBalancerWriters(balancers, args));
        var config = names.bucket("config-logs", args.account(), args.region());
        configLogs = plain(name + "-config", config, configWriters(config, args));

        registerOutputs(Map.of(
                "trailBucket", trailBucket,
                "keyArn", keyArn,
                "loadBalancerLogs", loadBalancerLogs,
                "configLogs", configLogs));
    }

    private Output<String> plain(String name, String bucket, List<IamStatement> writers) {
        return new LogBucket(
                        name,
                        new LogBucket.Args(bucket, Optional.empty(), writers, OTHERS_KEPT_DAYS, 0),
                        ComponentResourceOptions.builder().parent(this).build())
                .name;
    }

    static String keyPolicy(Args args) {
        return IamPolicy.create(List.of(
                        IamStatement.builder()
                                .sid("AdministeredByIam")
                                .effect(IamEffect.ALLOW)
                                .addPrincipal(IamPrincipalType.AWS, "arn:aws:iam::" + args.account() + ":root")
                                .addAction("kms:*")
                                .addResource("*")
                                .build(),
                        IamStatement.builder()
                                .sid("TrailEncrypts")
                                .effect(IamEffect.ALLOW)
                                .addPrincipal(CLOUDTRAIL)
                                .addAction("kms:GenerateDataKey*")
                                .addResource("*")
                                .addCondition(IamConditionOperator.STRING_EQUALS, "aws:SourceArn", args.trailArn())
                                .addCondition(
                                        IamConditionOperator.STRING_LIKE,
                                        "kms:EncryptionContext:aws:cloudtrail:arn",
                                        "arn:aws:cloudtrail:*:" + args.managementId() + ":trail/*")
                                .build(),
                        IamStatement.builder()
                                .sid("TrailDescribes")
                                .effect(IamEffect.ALLOW)
                                .addPrincipal(CLOUDTRAIL)
                                .addAction("kms:DescribeKey")
                                .addResource("*")
                                .addCondition(IamConditionOperator.STRING_EQUALS, "aws:SourceArn", args.trailArn())
                                .build()))
                .toJson();
    }

    /** The management account's own logs lie below its id, those of the other accounts below the organization's. */
    private static List<IamStatement> trailWriters(String bucket, Args args) {
        var arn = LogBucket.arn(bucket);
        return List.of(
                IamStatement.builder()
                        .sid("TrailLooks")
                        .effect(IamEffect.ALLOW)
                        .addPrincipal(CLOUDTRAIL)
                        .addAction("s3:GetBucketAcl")
                        .addResource(arn)
                        .addCondition(IamConditionOperator.STRING_EQUALS, "aws:SourceArn", args.trailArn())
                        .build(),
                IamStatement.builder()
                        .sid("TrailWrites")
                        .effect(IamEffect.ALLOW)
                        .addPrincipal(CLOUDTRAIL)
                        .addAction("s3:PutObject")
                        .addResource(arn + "/AWSLogs/" + args.managementId() + "/*")
                        .addResource(arn + "/AWSLogs/" + args.organizationId() + "/*")
                        .addCondition(IamConditionOperator.STRING_EQUALS, "aws:SourceArn", args.trailArn())
                        .addCondition(IamConditionOperator.STRING_EQUALS, "s3:x-amz-acl", "bucket-owner-full-control")
                        .build());
    }

    /** The service writes below the id of the load balancer's account, so these are the accounts that may have logs here. */
    private static List<IamStatement> loadBalancerWriters(String bucket, Args args) {
        if (args.loadBalancerAccounts().isEmpty()) {
            return List.of();
        }
        return List.of(IamStatement.builder()
                .sid("LoadBalancersWrite")
                .effect(IamEffect.ALLOW)
                .addPrincipal(LOAD_BALANCING)
                .addAction("s3:PutObject")
                .resourceIds(args.loadBalancerAccounts().stream()
                        .map(account -> LogBucket.arn(bucket) + "/AWSLogs/" + account + "/*")
                        .toList())
                .build());
    }

    private static List<IamStatement> configWriters(String bucket, Args args) {
        var arn = LogBucket.arn(bucket);
        var accounts = Stream.concat(Stream.of(args.managementId()), args.accounts().stream())
                .toList();
        return List.of(
                IamStatement.builder()
                        .sid("ConfigLooks")
                        .effect(IamEffect.ALLOW)
                        .addPrincipal(CONFIG)
                        .addAction("s3:GetBucketAcl")
                        .addAction("s3:ListBucket")
                        .addResource(arn)
                        .addConditions(IamConditionOperator.STRING_EQUALS, "aws:SourceAccount", accounts)
                        .build(),
                IamStatement.builder()
                        .sid("ConfigWrites")
                        .effect(IamEffect.ALLOW)
                        .addPrincipal(CONFIG)
                        .addAction("s3:PutObject")
                        .resourceIds(accounts.stream()
                                .map(account -> arn + "/AWSLogs/" + account + "/Config/*")
                                .toList())
                        .addCondition(IamConditionOperator.STRING_EQUALS, "s3:x-amz-acl", "bucket-owner-full-control")
                        .addConditions(IamConditionOperator.STRING_EQUALS, "aws:SourceAccount", accounts)
                        .build());
    }
}
