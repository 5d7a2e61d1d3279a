package dev.holdfast.workload.stateless;

import com.pulumi.aws.ecs.inputs.ClusterConfigurationArgs;
import com.pulumi.aws.ecs.inputs.ClusterConfigurationExecuteCommandConfigurationArgs;
import com.pulumi.aws.ecs.inputs.ClusterConfigurationExecuteCommandConfigurationLogConfigurationArgs;
import com.pulumi.aws.ecs.inputs.TaskDefinitionVolumeArgs;
import com.pulumi.core.Output;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * What ECS Exec needs, by which a person runs a command in a task: a cluster that encrypts and records what is typed and
 * shown, rights of the task's role for the agent of Systems Manager that ECS puts into the container, and the folders that
 * the agent writes to, which a read-only root does not have ("Monitor Amazon ECS containers with ECS Exec" in the developer
 * guide knows no such root; containers-roadmap#1359 tells the folders).
 *
 * @param keyArn the key that a session is encrypted with on its way
 * @param logGroup where sessions are recorded; encrypted as well
 */
public record ExecSessions(Output<String> keyArn, Output<String> logGroup, Output<String> logGroupArn) {
    /** The volumes of a task and where its container has them: on the task's own disk, gone with the task. */
    private static final Map<String, String> FOLDERS = new TreeMap<>(Map.of(
            "exec-agents", "/managed-agents",
            "exec-data", "/var/lib/amazon/ssm",
            "exec-logs", "/var/log/amazon/ssm"));

    /** The endpoints of AWS that the agent connects to from its task, beside those of the logs. */
    public static final List<String> ENDPOINTS = List.of("ssmmessages", "kms");

    /** How a cluster keeps sessions. */
    public ClusterConfigurationArgs configuration() {
        return ClusterConfigurationArgs.builder()
                .executeCommandConfiguration(ClusterConfigurationExecuteCommandConfigurationArgs.builder()
                        .kmsKeyId(keyArn)
                        .logging("OVERRIDE")
                        .logConfiguration(ClusterConfigurationExecuteCommandConfigurationLogConfigurationArgs.builder()
                                .cloudWatchLogGroupName(logGroup)
                                // Then ECS records nothing in a group that has no key.
                                .cloudWatchEncryptionEnabled(true)
                                .build())
                        .build())
                .build();
    }

    /** What the agent does in the name of its task. */
    Output<List<IamStatement>> permissions() {
        return Output.tuple(keyArn, logGroupArn).applyValue(known -> permissions(known.t1, known.t2));
    }

    static List<IamStatement> permissions(String keyArn, String logGroupArn) {
        return List.of(
                // Neither of these knows resources.
                ServiceRole.allow(
                        "ExecSessions",
                        List.of(
                                "ssmmessages:CreateControlChannel",
                                "ssmmessages:CreateDataChannel",
                                "ssmmessages:OpenControlChannel",
                                "ssmmessages:OpenDataChannel"),
                        "*"),
                ServiceRole.allow("ExecFindsItsLog", List.of("logs:DescribeLogGroups"), "*"),
                ServiceRole.allow(
                        "ExecLog",
                        List.of("logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"),
                        logGroupArn + ":*"),
                ServiceRole.allow("ExecKey", List.of("kms:Decrypt"), keyArn));
    }

    static List<TaskDefinitionVolumeArgs> volumes() {
        return FOLDERS.keySet().stream()
                .map(name -> TaskDefinitionVolumeArgs.builder().name(name).build())
                .toList();
    }

    static List<ContainerDefinition.MountPoint> mountPoints() {
        return FOLDERS.entrySet().stream()
                .map(folder -> new ContainerDefinition.MountPoint(folder.getKey(), folder.getValue(), false))
                .toList();
    }
}
