package dev.holdfast.workload.stateful;

import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.holdfast.conventions.Environment;
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
     */
    public record Args(Environment environment, String service, int retentionDays) {
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
                        .build(),
                held().build());

        logGroup = group.name();
        arn = group.arn();
        registerOutputs(Map.of("logGroup", logGroup));
    }
}
