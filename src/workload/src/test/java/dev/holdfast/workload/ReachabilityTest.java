package dev.holdfast.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testkit.Cloud;
import dev.holdfast.testkit.Cloud.Seen;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who reaches whom. */
class ReachabilityTest {
    private static final String INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    private static final String EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
    private static final Cloud DEV = Workload.run("dev");

    /** The rules of a group, each as {@code <from or to>:<port>}. */
    private static List<String> rules(String type, String group) {
        return DEV.all(type).stream()
                .filter(rule -> rule.inputs().get("securityGroupId").equals("security-" + group + "-id"))
                .map(ReachabilityTest::peerAndPort)
                .toList();
    }

    private static String peerAndPort(Seen rule) {
        var inputs = rule.inputs();
        assertThat(inputs).containsEntry("ipProtocol", "tcp").containsEntry("toPort", inputs.get("fromPort"));
        var peer = inputs.getOrDefault("referencedSecurityGroupId", inputs.get("cidrIpv4"));
        return peer + ":" + ((Number) inputs.get("fromPort")).intValue();
    }

    @Test
    void onlyTheLoadBalancerIsOpenToTheInternet() {
        assertThat(rules(INGRESS, "load-balancer")).containsExactly("0.0.0.0/0:80");
        assertThat(DEV.all(INGRESS).stream().filter(rule -> rule.inputs().containsKey("cidrIpv4")))
                .hasSize(1);
    }

    @Test
    void onlyTheLoadBalancerReachesWeb() {
        assertThat(rules(INGRESS, "web")).containsExactly("security-load-balancer-id:8080");
    }

    @Test
    void onlyTheLoadBalancerAndWebReachApi() {
        assertThat(rules(INGRESS, "api"))
                .containsExactlyInAnyOrder("security-load-balancer-id:8080", "security-web-id:8080");
    }

    @Test
    void onlyApiAndItsFunctionsReachTheDatabase() {
        assertThat(rules(INGRESS, "database"))
                .containsExactlyInAnyOrder(
                        "security-api-id:5432", "security-migrations-id:5432", "security-rotation-id:5432");
    }

    @Test
    void nobodyReachesAFunction() {
        assertThat(rules(INGRESS, "migrations")).isEmpty();
        assertThat(rules(INGRESS, "rotation")).isEmpty();
    }

    @Test
    void theDatabaseReachesNobody() {
        assertThat(rules(EGRESS, "database")).isEmpty();
    }

    @Test
    void theLoadBalancerReachesOnlyServices() {
        assertThat(rules(EGRESS, "load-balancer"))
                .contains("security-web-id:8080", "security-api-id:8080")
                .hasSameSizeAs(Services.ALL)
                .allMatch(rule -> Services.ALL.stream()
                        .anyMatch(service -> rule.equals("security-" + service.name() + "-id:" + service.port())));
    }

    @Test
    void webReachesOnlyApiAndAws() {
        assertThat(rules(EGRESS, "web")).containsExactlyInAnyOrder("security-api-id:8080", "0.0.0.0/0:443");
    }

    @Test
    void apiAndTheFunctionsReachOnlyTheDatabaseAndAws() {
        assertThat(rules(EGRESS, "api")).containsExactlyInAnyOrder("security-database-id:5432", "0.0.0.0/0:443");
        assertThat(rules(EGRESS, "migrations")).containsExactlyInAnyOrder("security-database-id:5432", "0.0.0.0/0:443");
        assertThat(rules(EGRESS, "rotation")).containsExactlyInAnyOrder("security-database-id:5432", "0.0.0.0/0:443");
    }

    @Test
    void noGroupHasRulesInside() {
        assertThat(DEV.all("aws:ec2/securityGroup:SecurityGroup"))
                .hasSize(4 + Services.ALL.size())
                .noneMatch(group ->
                        group.inputs().containsKey("ingress") || group.inputs().containsKey("egress"));
    }

    @Test
    void theDatabaseIsInIsolatedSubnetsAndNotPublic() {
        assertThat(DEV.only("aws:rds/instance:Instance").inputs())
                .containsEntry("publiclyAccessible", false)
                .containsEntry("vpcSecurityGroupIds", List.of("security-database-id"));
        assertThat(DEV.only("aws:rds/subnetGroup:SubnetGroup").inputs())
                .containsEntry("subnetIds", List.of("subnet-isolated"));
    }

    @Test
    void tasksAreInPrivateSubnetsWithoutAPublicAddress() {
        for (var service : Workload.services()) {
            assertThat(Workload.input(DEV.named("aws:ecs/service:Service", service), "networkConfiguration"))
                    .isEqualTo(Map.of(
                            "subnets",
                            List.of("subnet-private"),
                            "securityGroups",
                            List.of("security-" + service + "-id"),
                            "assignPublicIp",
                            false));
        }
    }

    @Test
    void theFunctionIsInPrivateSubnets() {
        var function = DEV.named("aws:lambda/function:Function", "migrations");

        assertThat(Workload.input(function, "vpcConfig.subnetIds")).isEqualTo(List.of("subnet-private"));
        assertThat(Workload.input(function, "vpcConfig.securityGroupIds")).isEqualTo(List.of("security-migrations-id"));
    }

    @Test
    void theLoadBalancerSendsOnlyApiPathsToApi() {
        var rule = DEV.named("aws:lb/listenerRule:ListenerRule", "load-balancer-api");

        assertThat(rule.inputs().get("conditions").toString()).contains("values=[/api, /api/*]");
        assertThat(rule.inputs().get("actions"))
                .isEqualTo(List.of(Map.of("type", "forward", "targetGroupArn", "arn:aws:test:::load-balancer-api")));
    }

    @Test
    void everyRuleOfTheLoadBalancerHasAPlaceOfItsOwn() {
        assertThat(DEV.all("aws:lb/listenerRule:ListenerRule"))
                .hasSize(Services.ALL.size() - 1)
                .extracting(rule -> rule.inputs().get("priority"))
                .doesNotHaveDuplicates();
    }

    @Test
    void theLoadBalancerSendsAllOtherPathsToWeb() {
        assertThat(DEV.only("aws:lb/listener:Listener").inputs().get("defaultActions"))
                .isEqualTo(List.of(Map.of("type", "forward", "targetGroupArn", "arn:aws:test:::load-balancer-web")));
    }

    @Test
    void theLoadBalancerAsksEveryServiceWhetherItIsReady() {
        assertThat(DEV.all("aws:lb/targetGroup:TargetGroup"))
                .hasSameSizeAs(Services.ALL)
                .allSatisfy(group ->
                        assertThat(Workload.input(group, "healthCheck.path")).isEqualTo("/health/ready"));
    }

    @Test
    void everyServiceRegistersWithItsOwnTargetGroup() {
        for (var service : Workload.services()) {
            assertThat(DEV.named("aws:ecs/service:Service", service).inputs().get("loadBalancers"))
                    .isEqualTo(List.of(Map.of(
                            "targetGroupArn",
                            "arn:aws:test:::load-balancer-" + service,
                            "containerName",
                            service,
                            "containerPort",
                            8080.0)));
        }
    }

    @Test
    void theVpcHasTheAddressesOfItsEnvironmentAndNamedZones() {
        assertThat(DEV.only("awsx:ec2:Vpc").inputs())
                .containsEntry("cidrBlock", "10.10.0.0/16")
                .containsEntry("availabilityZoneNames", List.of("eu-central-1a", "eu-central-1b"))
                .doesNotContainKey("numberOfAvailabilityZones");
    }
}
