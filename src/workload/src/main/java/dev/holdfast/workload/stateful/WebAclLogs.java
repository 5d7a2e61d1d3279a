package dev.holdfast.workload.stateful;

import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.holdfast.conventions.Environment;
import dev.holdfast.conventions.Names;
import dev.holdfast.conventions.Tags;
import java.util.Map;

/** The log group of a web ACL. Exposes its ARN. */
public final class WebAclLogs extends StatefulComponent {
    /** WAF writes into no other: https://docs.aws.amazon.com/waf/latest/developerguide/logging-cw-logs.html. */
    private static final String PREFIX = "aws-waf-logs-";

    /** The ARN of the log group. */
    public final Output<String> arn;

    /**
     * The log group.
     *
     * @param retentionDays for how long an entry is kept
     * @param keyArn the environment's key, which lets CloudWatch Logs use it
     */
    public record Args(Environment environment, int retentionDays, Output<String> keyArn) {}

    public WebAclLogs(String name, Args args, ComponentResourceOptions options) {
        super("WebAclLogs", name, args.environment(), options);

        var group = new LogGroup(
                name,
                LogGroupArgs.builder()
                        .name(PREFIX + Names.of(args.environment()).of("edge"))
                        .retentionInDays(args.retentionDays())
                        .kmsKeyId(args.keyArn())
                        .tags(Tags.held())
                        .build(),
                held().build());

        arn = group.arn();
        registerOutputs(Map.of("arn", arn));
    }
}
