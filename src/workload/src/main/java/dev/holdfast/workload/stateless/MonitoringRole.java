package dev.holdfast.workload.stateless;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * The role under which RDS writes what enhanced monitoring measures. It may do what AWS's policy
 * AmazonRDSEnhancedMonitoringRole says, in this account and region only: RDS makes the log group {@code RDSOSMetrics}
 * itself, for all databases of an account.
 */
public final class MonitoringRole {
    private MonitoringRole() {}

    /** Declares it. */
    public static ServiceRole of(
            String name, String roleName, String region, Output<String> accountId, ComponentResourceOptions options) {
        return new ServiceRole(
                name,
                new ServiceRole.Args(
                        roleName,
                        "Under which RDS writes what it measures of the databases' machines",
                        accountId,
                        ServiceRole.trustInRdsMonitoring(accountId),
                        Optional.of(accountId.applyValue(account -> permissions(region, account)))),
                options);
    }

    static List<IamStatement> permissions(String region, String account) {
        var groups = "arn:aws:logs:" + region + ":" + account + ":log-group:RDS*";
        return List.of(
                ServiceRole.allow("Groups", List.of("logs:CreateLogGroup", "logs:PutRetentionPolicy"), groups),
                ServiceRole.allow(
                        "Streams",
                        List.of(
                                "logs:CreateLogStream",
                                "logs:DescribeLogStreams",
                                "logs:GetLogEvents",
                                "logs:PutLogEvents"),
                        groups + ":log-stream:*"));
    }
}
