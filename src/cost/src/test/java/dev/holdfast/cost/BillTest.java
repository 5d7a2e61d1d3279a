package dev.holdfast.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BillTest {
    private static final PriceList PRICES = PriceList.read();
    private static final double MONTH = 730;
    private static final Declared TASK = new Declared(
            "aws:ecs/taskDefinition:TaskDefinition",
            "api",
            Map.of("cpu", "512", "memory", "1024", "runtimePlatform", Map.of("cpuArchitecture", "ARM64")));

    private static Bill bill(Declared... resources) {
        return Bill.of(List.of(resources), PRICES);
    }

    private static Declared service(Map<String, Object> inputs) {
        return new Declared("aws:ecs/service:Service", "api", inputs);
    }

    private static Declared database(Map<String, Object> inputs) {
        return new Declared("aws:rds/instance:Instance", "database", inputs);
    }

    private static double task() {
        return MONTH * (0.5 * 0.03725 + 0.00409);
    }

    @Test
    void paysForProcessorsAndMemoryOfEachTask() {
        assertThat(bill(TASK, service(Map.of("desiredCount", 3.0))).total()).isEqualTo(3 * task(), within(0.001));
    }

    @Test
    void paysMoreForTheOtherArchitecture() {
        var x86 = new Declared(TASK.type(), TASK.name(), Map.of("cpu", "512", "memory", "1024"));

        assertThat(bill(x86, service(Map.of("desiredCount", 1.0))).total())
                .isEqualTo(MONTH * (0.5 * 0.04656 + 0.00511), within(0.001));
    }

    @Test
    void paysLessForTheTasksThatAreOnSpot() {
        var service = service(Map.of(
                "desiredCount",
                3.0,
                "capacityProviderStrategies",
                List.of(
                        Map.of("capacityProvider", "FARGATE", "base", 1.0, "weight", 0.0),
                        Map.of("capacityProvider", "FARGATE_SPOT", "weight", 1.0))));

        assertThat(bill(TASK, service).total()).isEqualTo(task() + 2 * 0.32 * task(), within(0.001));
    }

    @Test
    void doesNotGuessThePriceOfAServiceWithoutATaskDefinition() {
        assertThatThrownBy(() -> bill(service(Map.of())))
                .hasMessage("service api has no task definition of its name, so it has no price");
    }

    @Test
    void paysTwiceForADatabaseWithAStandby() {
        var alone = Map.<String, Object>of("instanceClass", "db.m7g.large", "allocatedStorage", 100.0);
        var inPairs =
                Map.<String, Object>of("instanceClass", "db.m7g.large", "allocatedStorage", 100.0, "multiAz", true);

        assertThat(bill(database(alone)).total()).isEqualTo(MONTH * 0.201 + 13.7, within(0.001));
        assertThat(bill(database(inPairs)).total()).isEqualTo(2 * (MONTH * 0.201 + 13.7), within(0.001));
    }

    @Test
    void saysWhichSizeHasNoPrice() {
        assertThatThrownBy(() -> bill(database(Map.of("instanceClass", "db.x2g.16xlarge"))))
                .hasMessageContaining("no databaseHour of 'db.x2g.16xlarge'");
    }

    @Test
    void countsTheGatewaysThatAVpcIsGoingToHave() {
        var vpc = new Declared(
                "awsx:ec2:Vpc",
                "network",
                Map.of("availabilityZoneNames", List.of("a", "b", "c"), "natGateways", Map.of("strategy", "OnePerAz")));

        assertThat(bill(vpc).total()).isEqualTo(3 * MONTH * 0.057, within(0.001));
    }

    @Test
    void countsNoGatewayTwiceThatTheVpcHasAlready() {
        var vpc = new Declared("awsx:ec2:Vpc", "network", Map.of("natGateways", Map.of("strategy", "Single")));
        var gateway = new Declared("aws:ec2/natGateway:NatGateway", "network-1", Map.of());

        assertThat(bill(vpc, gateway).total()).isEqualTo(MONTH * 0.057, within(0.001));
    }

    @Test
    void paysForEndpointsInEachZoneButNotForGateways() {
        var interfaces = new Declared(
                "aws:ec2/vpcEndpoint:VpcEndpoint",
                "logs",
                Map.of("vpcEndpointType", "Interface", "subnetIds", List.of("a", "b")));
        var gateway = new Declared("aws:ec2/vpcEndpoint:VpcEndpoint", "s3", Map.of("vpcEndpointType", "Gateway"));

        assertThat(bill(interfaces, gateway).total()).isEqualTo(2 * MONTH * 0.012, within(0.001));
    }

    @Test
    void paysForTheAddressesOfALoadBalancerThatTheInternetReaches() {
        var subnets = List.of("a", "b");

        assertThat(bill(balancer(false, subnets)).total()).isEqualTo(MONTH * (0.027 + 2 * 0.005), within(0.001));
        assertThat(bill(balancer(true, subnets)).total()).isEqualTo(MONTH * 0.027, within(0.001));
    }

    private static Declared balancer(boolean internal, List<String> subnets) {
        return new Declared(
                "aws:lb/loadBalancer:LoadBalancer", "balancer", Map.of("internal", internal, "subnets", subnets));
    }

    @Test
    void paysOnlyForWhatStaysAwake() {
        var bill = bill(TASK, service(Map.of("desiredCount", 1.0)), new Declared("aws:kms/key:Key", "key", Map.of()));

        assertThat(bill.asleep(0.25)).isEqualTo(task() / 4 + 1, within(0.001));
    }

    @Test
    void sumsUpWhatIsCalledTheSame() {
        var key = new Declared("aws:kms/key:Key", "key", Map.of());

        assertThat(bill(key, key).summed().items()).containsExactly(new Bill.Item("Keys", 2, false));
    }

    @Test
    void namesEveryTypeWhosePriceIsNotKnown() {
        var fleet = new Declared("aws:gamelift/fleet:Fleet", "fleet", Map.of());
        var table = new Declared("aws:dynamodb/table:Table", "table", Map.of());

        assertThatThrownBy(() -> bill(fleet, table))
                .hasMessageContaining("aws:dynamodb/table:Table, aws:gamelift/fleet:Fleet");
    }

    @Test
    void hasASourceAndAUnitForEachPrice() {
        assertThat(PRICES.all().values()).isNotEmpty().allSatisfy(price -> {
            assertThat(price.source()).startsWith("https://aws.amazon.com/");
            assertThat(price.unit()).isNotBlank();
        });
    }

    @Test
    void listsTheTypesWithoutAPriceWhereThatIsAskedFor() {
        var known = Bill.known(
                List.of(new Declared("aws:redshift/cluster:Cluster", "c", Map.of()), TASK, service(Map.of())), PRICES);

        assertThat(known.unknown()).containsExactly("aws:redshift/cluster:Cluster");
        assertThat(known.bill().total()).isEqualTo(task(), within(0.001));
    }

    @Test
    void listsWhatHasASizeWithoutAPrice() {
        var known = Bill.known(List.of(database(Map.of("instanceClass", "db.x2.huge"))), PRICES);

        assertThat(known.unknown()).containsExactly("aws:rds/instance:Instance");
        assertThat(known.bill().items()).isEmpty();
    }
}
