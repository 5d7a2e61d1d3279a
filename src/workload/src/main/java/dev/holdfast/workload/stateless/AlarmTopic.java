package dev.holdfast.workload.stateless;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamPrincipal;
import software.amazon.awssdk.policybuilder.iam.IamPrincipalType;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * Where alarms go, and whom it mails them to.
 *
 * <p>Creates an encrypted topic with its policy and one subscription. Needs a key that CloudWatch and EventBridge may use.
 * Exposes the topic, and what a person must do before anybody is told: AWS mails the address once, to ask whether it may.
 */
public final class AlarmTopic extends ComponentResource {
    /** The ARN of the topic, once alarms may be published in it. */
    public final Output<String> arn;

    /** What a person must do, if anything. */
    public final Output<Optional<String>> byHand;

    /**
     * The topic.
     *
     * @param topicName its name in AWS
     * @param accountId whose alarms it takes
     * @param email who is told
     */
    public record Args(String topicName, Output<String> accountId, Output<String> keyArn, String email) {}

    public AlarmTopic(String name, Args args, ComponentResourceOptions options) {
        super("holdfast:stateless:AlarmTopic", name, options);
        var child = CustomResourceOptions.builder().parent(this).build();

        var topic = new Topic(
                name,
                TopicArgs.builder()
                        .name(args.topicName())
                        // Not alias/aws/sns: CloudWatch may not use that one, and no alarm would ever arrive.
                        .kmsMasterKeyId(args.keyArn())
                        .build(),
                child);
        var policy = new TopicPolicy(
                name,
                TopicPolicyArgs.builder()
                        .arn(topic.arn())
                        .policy(Output.tuple(topic.arn(), args.accountId())
                                .applyValue(known -> policy(known.t1, known.t2)))
                        .build(),
                child);
        var subscription = new TopicSubscription(
                name,
                TopicSubscriptionArgs.builder()
                        .topic(topic.arn())
                        .protocol("email")
                        .endpoint(args.email())
                        .build(),
                child);

        arn = Output.tuple(topic.arn(), policy.id()).applyValue(known -> known.t1);
        byHand = subscription.pendingConfirmation().applyValue(pending -> byHand(args.email(), pending));
        registerOutputs(Map.of("arn", arn));
    }

    /**
     * What is left to do. AWS forgets a subscription that nobody agrees to within two days; only a refresh finds that, and
     * makes the update subscribe, and AWS ask, once more.
     */
    static Optional<String> byHand(String email, Boolean pending) {
        return Boolean.FALSE.equals(pending)
                ? Optional.empty()
                : Optional.of(
                        "agree to the mail from AWS to " + email + ": until then no alarm reaches anybody. Then `pulumi"
                                + " up --refresh`, which also has AWS ask again if two days have gone by");
    }

    /**
     * Who publishes. For EventBridge, AWS supports no condition here ("Permissions for Amazon SNS" in the user guide of
     * EventBridge): with one, no event would ever arrive.
     */
    static String policy(String topicArn, String account) {
        return IamPolicy.create(List.of(
                        publish("AlarmsPublish", topicArn)
                                .addPrincipal(IamPrincipalType.SERVICE, "cloudwatch.amazonaws.com")
                                .addCondition(
                                        IamConditionOperator.ARN_LIKE,
                                        "aws:SourceArn",
                                        "arn:aws:cloudwatch:*:" + account + ":alarm:*")
                                .build(),
                        publish("EventsPublish", topicArn)
                                .addPrincipal(IamPrincipalType.SERVICE, "events.amazonaws.com")
                                .build(),
                        IamStatement.builder()
                                .sid("NothingInPlainText")
                                .effect(IamEffect.DENY)
                                .addPrincipal(IamPrincipal.ALL)
                                .addAction("sns:Publish")
                                .addResource(topicArn)
                                .addCondition(IamConditionOperator.BOOL, "aws:SecureTransport", "false")
                                .build()))
                .toJson();
    }

    private static IamStatement.Builder publish(String sid, String topicArn) {
        return IamStatement.builder()
                .sid(sid)
                .effect(IamEffect.ALLOW)
                .addAction("sns:Publish")
                .addResource(topicArn);
    }
}
