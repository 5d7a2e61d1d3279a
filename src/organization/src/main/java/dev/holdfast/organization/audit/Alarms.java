package dev.holdfast.organization.audit;

import com.pulumi.aws.cloudwatch.LogMetricFilter;
import com.pulumi.aws.cloudwatch.LogMetricFilterArgs;
import com.pulumi.aws.cloudwatch.MetricAlarm;
import com.pulumi.aws.cloudwatch.MetricAlarmArgs;
import com.pulumi.aws.cloudwatch.inputs.LogMetricFilterMetricTransformationArgs;
import com.pulumi.aws.kms.Alias;
import com.pulumi.aws.kms.AliasArgs;
import com.pulumi.aws.kms.Key;
import com.pulumi.aws.kms.KeyArgs;
import com.pulumi.aws.sns.Topic;
import com.pulumi.aws.sns.TopicArgs;
import com.pulumi.aws.sns.TopicPolicy;
import com.pulumi.aws.sns.TopicPolicyArgs;
import com.pulumi.aws.sns.TopicSubscription;
import com.pulumi.aws.sns.TopicSubscriptionArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import dev.holdfast.conventions.Names;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamPrincipal;
import software.amazon.awssdk.policybuilder.iam.IamPrincipalType;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * Tells a person of what should not happen unnoticed.
 *
 * <p>Creates, in the management account, a metric and an alarm for every {@link WatchedEvent}, and one encrypted topic,
 * which mails them. Needs the log group of the {@link OrganizationTrail}. Exposes the topic. AWS mails the address once, to
 * ask whether it may: until a person agrees, nobody is told of anything.
 */
public final class Alarms extends ComponentResource {
    private static final Names NAMES = new Names("organization");
    private static final String NAMESPACE = "Holdfast/Audit";
    private static final int FIVE_MINUTES = 300;
    private static final int KEY_RECOVERY_DAYS = 30;
    private static final IamPrincipal CLOUDWATCH =
            IamPrincipal.create(IamPrincipalType.SERVICE, "cloudwatch.amazonaws.com");

    /** The ARN of the topic, once alarms may be published in it. */
    public final Output<String> topicArn;

    /**
     * What is watched, and who is told.
     *
     * @param region where the log group is
     * @param managementId the account that it is in
     * @param logGroup the log group that the trail writes into
     * @param email who is told
     */
    public record Args(String region, String managementId, Output<String> logGroup, String email) {
        private String topic() {
            return "arn:aws:sns:" + region + ":" + managementId + ":" + NAMES.of("alarms");
        }

        private String alarms() {
            return "arn:aws:cloudwatch:" + region + ":" + managementId + ":alarm:*";
        }
    }

    public Alarms(String name, Args args, ComponentResourceOptions options) {
        super("holdfast:organization:Alarms", name, options);

        topicArn = topic(name, args);
        for (var event : WatchedEvent.ALL) {
            watch(name + "-" + event.name(), event, args);
        }
        registerOutputs(Map.of("topicArn", topicArn));
    }

    private Output<String> topic(String name, Args args) {
        var key = new Key(
                name,
                KeyArgs.builder()
                        .description("Encrypts alarms on their way")
                        .enableKeyRotation(true)
                        .deletionWindowInDays(KEY_RECOVERY_DAYS)
                        .policy(keyPolicy(args))
                        .build(),
                CustomResourceOptions.builder().parent(this).protect(true).build());
        new Alias(
                name,
                AliasArgs.builder()
                        .name("alias/" + NAMES.of("alarms"))
                        .targetKeyId(key.keyId())
                        .build(),
                child());
        var topic = new Topic(
                name,
                TopicArgs.builder()
                        .name(NAMES.of("alarms"))
                        .kmsMasterKeyId(key.arn())
                        .build(),
                child());
        var policy = new TopicPolicy(
                name,
                TopicPolicyArgs.builder()
                        .arn(topic.arn())
                        .policy(topicPolicy(args))
                        .build(),
                child());
        new TopicSubscription(
                name,
                TopicSubscriptionArgs.builder()
                        .topic(topic.arn())
                        .protocol("email")
                        .endpoint(args.email())
                        .build(),
                child());
        return policy.arn();
    }

    private void watch(String name, WatchedEvent event, Args args) {
        var metric = NAMES.of(event.name());
        var filter = new LogMetricFilter(
                name,
                LogMetricFilterArgs.builder()
                        .name(metric)
                        .logGroupName(args.logGroup())
                        .pattern(event.pattern())
                        .metricTransformation(LogMetricFilterMetricTransformationArgs.builder()
                                .name(metric)
                                .namespace(NAMESPACE)
                                .value("1")
                                .build())
                        .build(),
                child());
        new MetricAlarm(
                name,
                MetricAlarmArgs.builder()
                        .name(metric)
                        .alarmDescription(
                                event.title() + " (" + event.control() + "). Which, and by whom: look into the"
                                        + " log group " + NAMES.of("trail") + " of the management account.")
                        .namespace(NAMESPACE)
                        .metricName(filter.metricTransformation().applyValue(one -> one.name()))
                        .statistic("Sum")
                        .period(FIVE_MINUTES)
                        .evaluationPeriods(1)
                        .comparisonOperator("GreaterThanOrEqualToThreshold")
                        .threshold((double) event.often())
                        // No event, no data: that is what should be.
                        .treatMissingData("notBreaching")
                        .alarmActions(topicArn.applyValue(List::of))
                        .build(),
                child());
    }

    /**
     * CloudWatch publishes in an encrypted topic only if it may use the key. Whose alarms these are is the topic's policy
     * to say: a condition that the key's request does not carry would silence every alarm, without an error anywhere.
     */
    static String keyPolicy(Args args) {
        return IamPolicy.create(List.of(
                        IamStatement.builder()
                                .sid("AdministeredByIam")
                                .effect(IamEffect.ALLOW)
                                .addPrincipal(IamPrincipalType.AWS, "arn:aws:iam::" + args.managementId() + ":root")
                                .addAction("kms:*")
                                .addResource("*")
                                .build(),
                        IamStatement.builder()
                                .sid("AlarmsEncrypt")
                                .effect(IamEffect.ALLOW)
                                .addPrincipal(CLOUDWATCH)
                                .addAction("kms:Decrypt")
                                .addAction("kms:GenerateDataKey*")
                                .addResource("*")
                                .build()))
                .toJson();
    }

    static String topicPolicy(Args args) {
        var publish = IamStatement.builder()
                .sid("AlarmsPublish")
                .effect(IamEffect.ALLOW)
                .addPrincipal(CLOUDWATCH)
                .addAction("sns:Publish")
                .addResource(args.topic())
                .addCondition(IamConditionOperator.ARN_LIKE, "aws:SourceArn", args.alarms())
                .build();
        var nothingInPlainText = IamStatement.builder()
                .sid("NothingInPlainText")
                .effect(IamEffect.DENY)
                .addPrincipal(IamPrincipal.ALL)
                .addAction("sns:Publish")
                .addResource(args.topic())
                .addCondition(IamConditionOperator.BOOL, "aws:SecureTransport", "false")
                .build();
        return IamPolicy.create(List.of(publish, nothingInPlainText)).toJson();
    }

    private CustomResourceOptions child() {
        return CustomResourceOptions.builder().parent(this).build();
    }
}
