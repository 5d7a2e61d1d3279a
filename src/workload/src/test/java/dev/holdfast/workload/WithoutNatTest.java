package dev.holdfast.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testkit.Cloud;
import dev.holdfast.testkit.Cloud.Seen;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An environment without a way to the internet: its tasks reach AWS through endpoints, and nothing else. */
class WithoutNatTest {
    private static final String ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
    private static final String INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    private static final String EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
    private static final String ENDPOINTS = "network-endpoints-id";
    private static final Cloud DEV = Workload.run(Workload.settings("dev", "natGateways", "none", "exec", "false"));

    private static List<Seen> interfaces() {
        return DEV.all(ENDPOINT).stream()
                .filter(endpoint -> "Interface".equals(endpoint.inputs().get("vpcEndpointType")))
                .toList();
    }

    /** Where the members of a group may connect to. */
    private static List<Object> peers(String group) {
        return DEV.all(EGRESS).stream()
                .filter(rule -> rule.inputs().get("securityGroupId").equals("security-" + group + "-id"))
                .map(rule -> rule.inputs()
                        .getOrDefault("referencedSecurityGroupId", rule.inputs().get("prefixListId")))
                .toList();
    }

    @Test
    void hasNoNatGateway() {
        assertThat(Workload.input(DEV.only("awsx:ec2:Vpc"), "natGateways.strategy"))
                .isEqualTo("None");
    }

    @Test
    void hasNoRuleThatLeadsToTheInternet() {
        assertThat(DEV.all(EGRESS)).isNotEmpty().noneMatch(rule -> rule.inputs().containsKey("cidrIpv4"));
    }

    @Test
    void hasEndpointsForExactlyWhatTheTasksAndTheFunctionUse() {
        assertThat(DEV.all(ENDPOINT))
                .extracting(endpoint -> endpoint.inputs().get("serviceName"))
                .containsExactlyInAnyOrder(
                        "com.amazonaws.eu-central-1.ecr.api",
                        "com.amazonaws.eu-central-1.ecr.dkr",
                        "com.amazonaws.eu-central-1.logs",
                        "com.amazonaws.eu-central-1.secretsmanager",
                        "com.amazonaws.eu-central-1.s3");
    }

    @Test
    void hasTheEndpointsOfSessionsWhereAPersonMayRunCommands() {
        assertThat(Workload.settings("dev", "exec", "true").profile().awsServices())
                .contains("ecr.api", "ssmmessages");
        assertThat(Workload.settings("dev", "exec", "false").profile().awsServices())
                .doesNotContain("ssmmessages");
    }

    @Test
    void givesInterfaceEndpointsTheServicesNameAndAPlaceInEveryPrivateSubnet() {
        assertThat(interfaces())
                .hasSize(4)
                .allSatisfy(endpoint -> assertThat(endpoint.inputs())
                        .containsEntry("vpcId", "vpc-1")
                        .containsEntry("privateDnsEnabled", true)
                        .containsEntry("subnetIds", List.of("subnet-private"))
                        .containsEntry("securityGroupIds", List.of(ENDPOINTS)));
    }

    @Test
    void givesPrivateSubnetsARouteToS3() {
        var s3 = DEV.named(ENDPOINT, "network-endpoints-s3");

        assertThat(s3.inputs())
                .containsEntry("vpcEndpointType", "Gateway")
                .containsEntry("routeTableIds", List.of("rtb-of-subnet-private"));
    }

    @Test
    void asksForTheRouteTablesOfPrivateSubnetsOnlyInTheAccount() {
        assertThat(DEV.calls().stream().filter(call -> call.token().equals("aws:ec2/getRouteTable:getRouteTable")))
                .singleElement()
                .satisfies(call -> {
                    assertThat(call.arguments()).isEqualTo(Map.of("subnetId", "subnet-private"));
                    assertThat(call.provider()).contains("pulumi:providers:aws::account");
                });
    }

    @Test
    void letsOnlyTasksAndTheFunctionsIntoTheEndpoints() {
        assertThat(DEV.all(INGRESS).stream()
                        .filter(rule -> rule.inputs().get("securityGroupId").equals(ENDPOINTS)))
                .allSatisfy(rule -> assertThat(rule.inputs())
                        .containsEntry("ipProtocol", "tcp")
                        .containsEntry("fromPort", 443.0)
                        .containsEntry("toPort", 443.0))
                .extracting(rule -> rule.inputs().get("referencedSecurityGroupId"))
                .contains("security-web-id", "security-api-id", "security-migrations-id", "security-rotation-id")
                .hasSize(Services.ALL.size() + 2);
    }

    @Test
    void letsTasksOutToTheEndpointsAndToTheImagesInS3() {
        assertThat(peers("web")).containsExactlyInAnyOrder("security-api-id", ENDPOINTS, "pl-s3");
        assertThat(peers("api")).containsExactlyInAnyOrder("security-database-id", ENDPOINTS, "pl-s3");
    }

    @Test
    void letsTheFunctionsOutToTheEndpointsOnly() {
        assertThat(peers("migrations")).containsExactlyInAnyOrder("security-database-id", ENDPOINTS);
        assertThat(peers("rotation")).containsExactlyInAnyOrder("security-database-id", ENDPOINTS);
    }

    @Test
    void startsNothingBeforeTheEndpointsAreThere() {
        var network = "holdfast:stateless:Network::network";

        assertThat(DEV.named("holdfast:stateless:VpcEndpoints", "network-endpoints")
                        .parent())
                .contains(network);
        assertThat(DEV.only("aws:lambda/invocation:Invocation").dependsOn()).contains(network);
        assertThat(DEV.all("aws:ecs/service:Service"))
                .hasSameSizeAs(Services.ALL)
                .allSatisfy(service -> assertThat(service.dependsOn()).contains(network));
    }

    @Test
    void hasOnlyTheEndpointThatCostsNothingWhereThereIsNat() {
        var withNat = Workload.run("dev");

        assertThat(withNat.all(ENDPOINT))
                .extracting(endpoint -> endpoint.inputs().get("vpcEndpointType"))
                .containsExactly("Gateway");
        assertThat(withNat.all("aws:ec2/securityGroup:SecurityGroup"))
                .noneMatch(group -> group.name().contains("endpoints"));
    }
}
