package dev.holdfast.workload.stateless;

import com.pulumi.aws.ec2.FlowLog;
import com.pulumi.aws.ec2.FlowLogArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import dev.holdfast.conventions.Names;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * The record of who connected to whom in a VPC, and of who was refused: a flow log, and the role with which EC2 writes it.
 * Needs the VPC and a log group.
 */
public final class FlowLogs extends ComponentResource {
    /** In seconds; AWS knows 60 and 600 only. The longer one makes fewer records, which are what costs. */
    private static final int AGGREGATION = 600;

    /**
     * The default fields, and those that say more about a connection through NAT or a load balancer: whose addresses they
     * really were, in which direction, by which way out, and whether TCP was opened or refused.
     */
    private static final String FORMAT = Stream.of(
                    "version",
                    "account-id",
                    "interface-id",
                    "srcaddr",
                    "dstaddr",
                    "srcport",
                    "dstport",
                    "protocol",
                    "packets",
                    "bytes",
                    "start",
                    "end",
                    "action",
                    "log-status",
                    "subnet-id",
                    "pkt-srcaddr",
                    "pkt-dstaddr",
                    "tcp-flags",
                    "flow-direction",
                    "traffic-path")
            .map(field -> "${" + field + "}")
            .collect(Collectors.joining(" "));

    /**
     * The flow log of one VPC.
     *
     * @param names what its role is called in AWS
     * @param accountId whose the VPC is
     * @param logGroupArn where it is written
     */
    public record Args(
            Names names,
            String region,
            Output<String> accountId,
            Output<String> vpcId,
            Output<String> logGroupArn,
            NetworkProfile profile) {}

    public FlowLogs(String name, Args args, ComponentResourceOptions options) {
        super("holdfast:stateless:FlowLogs", name, options);

        var role = new ServiceRole(
                name,
                new ServiceRole.Args(
                        args.names().of("flow-logs"),
                        "EC2 writes the flow log of " + args.names().environment() + " with it",
                        args.accountId(),
                        ServiceRole.trustInFlowLogs(args.region(), args.accountId()),
                        Optional.of(args.logGroupArn().applyValue(FlowLogs::write))),
                ComponentResourceOptions.builder().parent(this).build());
        new FlowLog(
                name,
                FlowLogArgs.builder()
                        .vpcId(args.vpcId())
                        .trafficType(args.profile().flowLogs().name())
                        .logDestinationType("cloud-watch-logs")
                        .logDestination(args.logGroupArn())
                        .iamRoleArn(role.arn)
                        .logFormat(FORMAT)
                        .maxAggregationInterval(AGGREGATION)
                        .build(),
                CustomResourceOptions.builder().parent(this).build());
        registerOutputs(Map.of());
    }

    /** Not to create a log group: what is still under way when a stack is destroyed would make it anew. */
    private static List<IamStatement> write(String logGroupArn) {
        return List.of(
                ServiceRole.allowLogs(logGroupArn),
                ServiceRole.allow("Streams", List.of("logs:DescribeLogStreams"), logGroupArn + ":*"),
                // EC2 looks for the group among all of them.
                ServiceRole.allow("Groups", List.of("logs:DescribeLogGroups"), "*"));
    }
}
