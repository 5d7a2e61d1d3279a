package dev.holdfast.workload.stateless;

import com.pulumi.aws.wafv2.WebAclArgs;
import com.pulumi.aws.wafv2.WebAclAssociation;
import com.pulumi.aws.wafv2.WebAclAssociationArgs;
import com.pulumi.aws.wafv2.WebAclLoggingConfiguration;
import com.pulumi.aws.wafv2.WebAclLoggingConfigurationArgs;
import com.pulumi.aws.wafv2.inputs.WebAclDefaultActionAllowArgs;
import com.pulumi.aws.wafv2.inputs.WebAclDefaultActionArgs;
import com.pulumi.aws.wafv2.inputs.WebAclLoggingConfigurationLoggingFilterArgs;
import com.pulumi.aws.wafv2.inputs.WebAclLoggingConfigurationLoggingFilterFilterArgs;
import com.pulumi.aws.wafv2.inputs.WebAclLoggingConfigurationLoggingFilterFilterConditionActionConditionArgs;
import com.pulumi.aws.wafv2.inputs.WebAclLoggingConfigurationLoggingFilterFilterConditionArgs;
import com.pulumi.aws.wafv2.inputs.WebAclLoggingConfigurationRedactedFieldArgs;
import com.pulumi.aws.wafv2.inputs.WebAclLoggingConfigurationRedactedFieldSingleHeaderArgs;
import com.pulumi.aws.wafv2.inputs.WebAclVisibilityConfigArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import dev.holdfast.workload.stateless.EdgeProfile.WebAclMode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What looks at each request before a load balancer forwards it: the rules of {@link WebAclRules}. Needs the load
 * balancer, and a log group whose name begins with {@code aws-waf-logs-}. What it blocks or counts is logged, without
 * credentials; what it lets through is in the load balancer's own log. Exposes the name for its metrics.
 */
public final class WebAcl extends ComponentResource {
    private static final List<String> NOT_LOGGED = List.of("authorization", "cookie");

    /** The dimension {@code WebACL} of its metrics in CloudWatch. */
    public final Output<String> metricName;

    /**
     * The web ACL of a load balancer.
     *
     * @param webAclName its name in AWS
     * @param mode anything but {@code off}
     * @param requestLimit how many requests in five minutes one address has
     */
    public record Args(
            String webAclName,
            WebAclMode mode,
            int requestLimit,
            Output<String> loadBalancerArn,
            Output<String> logGroupArn) {
        public Args {
            if (mode == WebAclMode.OFF) {
                throw new IllegalArgumentException("web ACL '" + webAclName + "' is off, so there is none");
            }
        }
    }

    public WebAcl(String name, Args args, ComponentResourceOptions options) {
        super("holdfast:stateless:WebAcl", name, options);
        var child = CustomResourceOptions.builder().parent(this).build();

        var acl = new com.pulumi.aws.wafv2.WebAcl(
                name,
                WebAclArgs.builder()
                        .name(args.webAclName())
                        .scope("REGIONAL")
                        .defaultAction(WebAclDefaultActionArgs.builder()
                                .allow(WebAclDefaultActionAllowArgs.builder().build())
                                .build())
                        .rules(WebAclRules.of(args.mode(), args.requestLimit()))
                        .visibilityConfig(WebAclVisibilityConfigArgs.builder()
                                .cloudwatchMetricsEnabled(true)
                                .metricName(args.webAclName())
                                // A sample shows the headers that the log leaves out.
                                .sampledRequestsEnabled(false)
                                .build())
                        .build(),
                child);
        new WebAclLoggingConfiguration(
                name,
                WebAclLoggingConfigurationArgs.builder()
                        .resourceArn(acl.arn())
                        .logDestinationConfigs(args.logGroupArn().applyValue(List::of))
                        .redactedFields(
                                NOT_LOGGED.stream().map(WebAcl::redacted).toList())
                        .loggingFilter(onlyWhatMatched())
                        .build(),
                child);
        new WebAclAssociation(
                name,
                WebAclAssociationArgs.builder()
                        .resourceArn(args.loadBalancerArn())
                        .webAclArn(acl.arn())
                        .build(),
                child);

        metricName = Output.of(args.webAclName());
        registerOutputs(Map.of("metricName", metricName));
    }

    private static WebAclLoggingConfigurationRedactedFieldArgs redacted(String header) {
        return WebAclLoggingConfigurationRedactedFieldArgs.builder()
                .singleHeader(WebAclLoggingConfigurationRedactedFieldSingleHeaderArgs.builder()
                        .name(header)
                        .build())
                .build();
    }

    private static WebAclLoggingConfigurationLoggingFilterArgs onlyWhatMatched() {
        return WebAclLoggingConfigurationLoggingFilterArgs.builder()
                .defaultBehavior("DROP")
                .filters(WebAclLoggingConfigurationLoggingFilterFilterArgs.builder()
                        .behavior("KEEP")
                        .requirement("MEETS_ANY")
                        // A rule of a group that is counted as a whole is EXCLUDED_AS_COUNT there.
                        .conditions(Stream.of("BLOCK", "COUNT", "EXCLUDED_AS_COUNT")
                                .map(WebAcl::action)
                                .toList())
                        .build())
                .build();
    }

    private static WebAclLoggingConfigurationLoggingFilterFilterConditionArgs action(String action) {
        return WebAclLoggingConfigurationLoggingFilterFilterConditionArgs.builder()
                .actionCondition(WebAclLoggingConfigurationLoggingFilterFilterConditionActionConditionArgs.builder()
                        .action(action)
                        .build())
                .build();
    }
}
