package dev.holdfast.workload.stateful;

import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.holdfast.conventions.Environment;
import dev.holdfast.conventions.Tags;
import java.util.Map;

/** The log group of one service or function. Exposes its name and ARN: what happened outlives what it happened to. */
public final class ServiceLogs extends StatefulComponent {
    /** The name of the log group. */
    public final Output<String> logGroup;

    /** The ARN of the log group. */
    public final Output<String> arn;

    /**
     * The log group.
     *
     * @param service whose it is
     * @param retentionDays for how long an entry is kept
     * @param region in which it is
     * @param accountId in which it is
     * @param keyArn the environment's key, which lets CloudWatch Logs use it
     */
    public record Args(
            Environment environment,
            String service,
            String region,
            Output<String> accountId,
            int retentionDays,
            Output<String> keyArn) {
        /** Its name in AWS. */
        String logGroup() {
            return "/holdfast/" + environment.name() + "/" + service;
        }
    }

    public ServiceLogs(String name, Args args, ComponentResourceOptions options) {
        super("ServiceLogs", name, args.environment(), options);

        var group = new LogGroup(
                name,
                LogGroupArgs.builder()
                        .name(args.logGroup())
                        .retentionInDays(args.retentionDays())
                        .tags(Tags.held())
                        .kmsKeyId(args.keyArn())
                        .build(),
                held().build());

        logGroup = group.name();
        // Written out, it is known at a first preview, which then shows what the roles may do that name it.
        arn = Output.format("arn:aws:logs:%s:%s:log-group:%s", args.region(), args.accountId(), group.name());
        registerOutputs(Map.of("logGroup", logGroup));
    }
}
