package dev.holdfast.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testkit.Cloud;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamValue;

/** Who connected to whom is recorded, and the group that every VPC comes with lets nobody through. */
class FlowLogsTest {
    private static final String FLOW_LOG = "aws:ec2/flowLog:FlowLog";
    private static final Cloud DEV = Workload.run("dev");

    @Test
    void areOfTheWholeVpcAndKeptWithTheOtherLogs() {
        assertThat(DEV.only(FLOW_LOG).inputs())
                .containsEntry("vpcId", "vpc-1")
                .containsEntry(
                        "logDestination", "arn:aws:logs:eu-central-1:111111111111:log-group:/holdfast/dev/network")
                .containsEntry("iamRoleArn", "arn:aws:test:::network");
        assertThat(DEV.named("aws:cloudwatch/logGroup:LogGroup", "network-logs").inputs())
                .containsEntry("name", "/holdfast/dev/network")
                .containsEntry("retentionInDays", 30.0);
    }

    @ParameterizedTest
    @CsvSource({"review-1, REJECT", "dev, REJECT", "stage, REJECT", "prod, ALL"})
    void haveWhatIsRefusedAndInProductionEverything(String stack, String traffic) {
        assertThat(Workload.settings(stack).profile().network().flowLogs()).hasToString(traffic);
    }

    @Test
    void haveWhatTheConfigurationSays() {
        assertThat(Workload.run(Workload.settings("dev", "flowLogs", "all"))
                        .only(FLOW_LOG)
                        .inputs())
                .containsEntry("trafficType", "ALL");
    }

    @Test
    void areWrittenByARoleThatCanDoNothingElse() {
        var policy = IamPolicy.fromJson((String)
                DEV.named("aws:iam/rolePolicy:RolePolicy", "network").inputs().get("policy"));

        assertThat(policy.statements().stream()
                        .flatMap(statement -> statement.actions().stream())
                        .map(IamValue::value))
                .containsExactlyInAnyOrder(
                        "logs:CreateLogStream",
                        "logs:PutLogEvents",
                        "logs:DescribeLogStreams",
                        "logs:DescribeLogGroups");
    }

    @Test
    void areWrittenForThisAccountAndRegionOnly() {
        var trust = DEV.named("aws:iam/role:Role", "network")
                .inputs()
                .get("assumeRolePolicy")
                .toString();

        assertThat(trust)
                .contains("vpc-flow-logs.amazonaws.com", "arn:aws:ec2:eu-central-1:111111111111:vpc-flow-log/*")
                .contains("aws:SourceAccount");
    }

    @Test
    void comeWithADefaultSecurityGroupWithoutRules() {
        assertThat(DEV.only("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup").inputs())
                .containsEntry("vpcId", "vpc-1")
                .doesNotContainKeys("ingress", "egress");
    }
}
