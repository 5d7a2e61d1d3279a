package dev.holdfast.workload.stateless;

import com.pulumi.aws.cloudwatch.EventRule;
import com.pulumi.aws.cloudwatch.EventRuleArgs;
import com.pulumi.aws.cloudwatch.EventTarget;
import com.pulumi.aws.cloudwatch.EventTargetArgs;
import com.pulumi.aws.cloudwatch.inputs.EventTargetInputTransformerArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import dev.holdfast.workload.stateless.Alarm.Advice;
import dev.holdfast.workload.stateless.Alarm.Limit;
import dev.holdfast.workload.stateless.Alarm.Metric;
import dev.holdfast.workload.stateless.Alarm.Side;
import dev.holdfast.workload.stateless.Alarm.Silence;
import java.util.List;
import java.util.Map;

/**
 * Tells of each backup and each copy that failed, and why. Creates a rule of EventBridge and its target; needs a topic that
 * EventBridge may publish in. That no backup was even tried makes no event: {@link #missing} is the alarm for that.
 *
 * @see <a href="https://docs.aws.amazon.com/aws-backup/latest/devguide/eventbridge.html">Monitoring AWS Backup events using
 *     Amazon EventBridge</a>
 */
public final class FailedBackups extends ComponentResource {
    private static final int HOUR = 3600;

    /** A day, and two hours because a backup does not begin and end at the same minute each day. */
    private static final int HOURS = 26;

    /** Backups and copies, from any plan or by hand, that will not end well any more. */
    static final String PATTERN = """
            {
              "source": ["aws.backup"],
              "detail-type": ["Backup Job State Change", "Copy Job State Change"],
              "detail": {"state": ["ABORTED", "EXPIRED", "FAILED", "PARTIAL"]}
            }
            """;

    /** A text in JSON, which is what EventBridge takes for a mail that is no JSON. */
    static final String MAIL =
            "\"<type>: <state>. What: <resource>. Why: <message>. More: docs/runbooks/alarms.md#backup-failed\"";

    /**
     * The rule.
     *
     * @param ruleName its name in AWS
     */
    public record Args(String ruleName, Output<String> topicArn) {}

    public FailedBackups(String name, Args args, ComponentResourceOptions options) {
        super("holdfast:stateless:FailedBackups", name, options);
        var child = CustomResourceOptions.builder().parent(this).build();
        var rule = new EventRule(
                name,
                EventRuleArgs.builder()
                        .name(args.ruleName())
                        .description("Backups and copies of backups that failed")
                        .eventPattern(PATTERN)
                        .build(),
                child);
        new EventTarget(
                name,
                EventTargetArgs.builder()
                        .rule(rule.name())
                        .targetId("alarms")
                        .arn(args.topicArn())
                        .inputTransformer(EventTargetInputTransformerArgs.builder()
                                .inputPaths(Map.of(
                                        "type", "$.detail-type",
                                        "state", "$.detail.state",
                                        "resource", "$.detail.resourceArn",
                                        "message", "$.detail.statusMessage"))
                                .inputTemplate(MAIL)
                                .build())
                        .build(),
                child);
        registerOutputs(Map.of());
    }

    /** The alarm for a vault that no backup came into. It goes off in a new environment too, until its first backup. */
    public static List<Alarm> missing(Output<String> vaultName) {
        return List.of(new Alarm(
                "no-backup",
                new Advice(
                        "No backup has been completed for " + HOURS + " hours.",
                        "nothing; what is lost now is lost since the last backup, but for what RDS's own log brings back.",
                        "look at AWS Backup's jobs; a new environment has none before its first night.",
                        "no-backup"),
                new Metric(
                        "AWS/Backup",
                        "NumberOfBackupJobsCompleted",
                        "Sum",
                        vaultName.applyValue(name -> Map.of("BackupVaultName", name))),
                Limit.of(Side.BELOW, 1, HOUR, HOURS, Silence.TROUBLE)));
    }
}
