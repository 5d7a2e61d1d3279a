package dev.holdfast.organization.audit;

import com.pulumi.aws.cloudtrail.Trail;
import com.pulumi.aws.cloudtrail.TrailArgs;
import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.RolePolicy;
import com.pulumi.aws.iam.RolePolicyArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.holdfast.conventions.Names;
import dev.holdfast.conventions.ServiceTrust;
import dev.holdfast.organization.RoleNames;
import java.util.Map;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;

/**
 * The record of what happens in every account and region of the organization.
 *
 * <p>Creates the trail in the management account, which is the only one that can have it, a log group that it also writes
 * into, and the role that it does that with. Needs the bucket and the key of {@link LogArchive}, and that CloudTrail has
 * access to the organization. Exposes the log group, on which alarms can be made.
 *
 * <p>It records management events only: the first copy of them is free, and data events are charged by their number.
 */
public final class OrganizationTrail extends ComponentResource {
    /** CIS wants a year in the trail's bucket; here, what a person looks into after an alarm. */
    private static final int LOG_GROUP_DAYS = 90;

    private static final Names NAMES = new Names("organization");

    /** The name of the log group that it writes into. */
    public final Output<String> logGroup;

    /** The ARN of the trail. */
    public final Output<String> arn;

    /**
     * Where a trail lies and where it writes.
     *
     * @param region its home
     * @param organizationId the organization
     * @param managementId the account that it lies in
     * @param bucket the bucket that it writes into, once it may
     * @param keyArn the key that it encrypts with
     * @param organization what gives CloudTrail access to the organization, which must have happened
     */
    public record Args(
            String region,
            String organizationId,
            String managementId,
            Output<String> bucket,
            Output<String> keyArn,
            Resource organization) {}

    public OrganizationTrail(String name, Args args, ComponentResourceOptions options) {
        super("holdfast:organization:OrganizationTrail", name, options);

        var held = CustomResourceOptions.builder().parent(this).protect(true).build();
        var group = new LogGroup(
                name,
                LogGroupArgs.builder()
                        .name(NAMES.of("trail"))
                        .retentionInDays(LOG_GROUP_DAYS)
                        .build(),
                held);
        var child = CustomResourceOptions.builder().parent(this).build();
        var role = new Role(
                name,
                RoleArgs.builder()
                        .name("trail")
                        .path(RoleNames.PATH)
                        .description("Lets the organization's trail write into its log group")
                        .assumeRolePolicy(
                                ServiceTrust.in("cloudtrail.amazonaws.com").toJson())
                        .build(),
                child);
        var writing = new RolePolicy(
                name,
                RolePolicyArgs.builder()
                        .name("write-logs")
                        .role(role.name())
                        .policy(writing(args))
                        .build(),
                child);
        var trail = new Trail(
                name,
                TrailArgs.builder()
                        .name(NAMES.of("trail"))
                        .isOrganizationTrail(true)
                        .isMultiRegionTrail(true)
                        .includeGlobalServiceEvents(true)
                        .enableLogFileValidation(true)
                        .s3BucketName(args.bucket())
                        .kmsKeyId(args.keyArn())
                        .cloudWatchLogsGroupArn(Output.format("%s:*", group.arn()))
                        .cloudWatchLogsRoleArn(role.arn())
                        .build(),
                CustomResourceOptions.builder()
                        .parent(this)
                        .protect(true)
                        .dependsOn(writing, args.organization())
                        .build());

        logGroup = group.name();
        arn = trail.arn();
        registerOutputs(Map.of("logGroup", logGroup, "arn", arn));
    }

    /** The ARN that the trail will have: the bucket and the key name it before it exists. */
    static String arn(String region, String managementId) {
        return "arn:aws:cloudtrail:" + region + ":" + managementId + ":trail/" + NAMES.of("trail");
    }

    /**
     * The management account's stream begins with its id, those of the other accounts with the organization's.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html">the
     *     role policy of a trail</a>
     */
    private static String writing(Args args) {
        var streams = "arn:aws:logs:" + args.region() + ":" + args.managementId() + ":log-group:" + NAMES.of("trail")
                + ":log-stream:";
        return IamPolicy.builder()
                .addStatement(statement -> statement
                        .effect(IamEffect.ALLOW)
                        .addAction("logs:CreateLogStream")
                        .addAction("logs:PutLogEvents")
                        .addResource(streams + args.managementId() + "_CloudTrail_" + args.region() + "*")
                        .addResource(streams + args.organizationId() + "_*"))
                .build()
                .toJson();
    }
}
