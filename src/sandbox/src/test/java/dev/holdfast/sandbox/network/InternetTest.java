package dev.holdfast.sandbox.network;

import static dev.holdfast.sandbox.network.VpcFixture.ASSOCIATION;
import static dev.holdfast.sandbox.network.VpcFixture.INGRESS;
import static dev.holdfast.sandbox.network.VpcFixture.ROUTE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the internet reaches. */
class InternetTest {
    @TempDir
    Path directory;

    private VpcFixture vpc;

    @BeforeEach
    void build() {
        vpc = new VpcFixture(directory);
    }

    @Test
    void reachesAPublicAddressWhoseGroupLetsItIn() {
        assertThat(vpc.network.refusalFromInternet(vpc.balancer, 80)).isEmpty();
    }

    @Test
    void doesNotReachAnotherPort() {
        assertThat(vpc.network.refusalFromInternet(vpc.balancer, 443))
                .hasValue("load balancer app (security group sg-lb app-lb) cannot be reached from the internet on port"
                        + " 443: security group sg-lb (app-lb) has no ingress rule for port 443 from a public range"
                        + " such as 0.0.0.0/0");
    }

    @Test
    void doesNotReachAGroupThatLetsInPrivateRangesOnly() {
        vpc.rule(INGRESS, "internet-lb", "sg-lb", 80, Map.of("cidrIpv4", "10.0.0.0/8"));

        assertThat(vpc.network.refusalFromInternet(vpc.balancer, 80).orElseThrow())
                .contains("no ingress rule for port 80 from a public range");
    }

    @Test
    void reachesAGroupThatLetsInSomePublicRange() {
        vpc.rule(INGRESS, "internet-lb", "sg-lb", 80, Map.of("cidrIpv4", "203.0.113.0/24"));

        assertThat(vpc.network.refusalFromInternet(vpc.balancer, 80)).isEmpty();
    }

    @Test
    void doesNotReachASubnetWithoutARouteToAnInternetGateway() {
        vpc.remove(ROUTE, "in");

        assertThat(vpc.network.refusalFromInternet(vpc.balancer, 80).orElseThrow())
                .endsWith("its subnet subnet-public has no route to an internet gateway");
    }

    @Test
    void doesNotReachASubnetWhoseInternetGatewayBelongsToAnotherVpc() {
        vpc.put("aws:ec2/internetGateway:InternetGateway", "igw-1", Map.of("vpcId", "vpc-2"));

        assertThat(vpc.network.refusalFromInternet(vpc.balancer, 80)).isPresent();
    }

    @Test
    void takesTheMainRouteTableForASubnetWithoutAnother() {
        vpc.remove(ASSOCIATION, "public");
        assertThat(vpc.network.refusalFromInternet(vpc.balancer, 80)).isPresent();

        vpc.put(
                ROUTE,
                "main",
                Map.of("routeTableId", "rtb-main", "destinationCidrBlock", "0.0.0.0/0", "gatewayId", "igw-1"));
        assertThat(vpc.network.refusalFromInternet(vpc.balancer, 80)).isEmpty();
    }

    @Test
    void takesRoutesThatAreDeclaredWithinTheirTable() {
        vpc.remove(ROUTE, "in");
        vpc.put(
                RouteTables.TYPE,
                "rtb-public",
                Map.of("routes", List.of(Map.of("cidrBlock", "0.0.0.0/0", "gatewayId", "igw-1"))));

        assertThat(vpc.network.refusalFromInternet(vpc.balancer, 80)).isEmpty();
    }

    @Test
    void doesNotReachATaskWithAPrivateAddress() {
        vpc.rule(INGRESS, "internet-web", "sg-web", 8080, Map.of("cidrIpv4", "0.0.0.0/0"));
        var task = VpcFixture.task("task", "subnet-public", "sg-web", "10.0.0.9");

        assertThat(vpc.network.refusalFromInternet(task, 8080).orElseThrow()).endsWith("it has no public address");
    }

    @Test
    void tellsAllThatIsMissingAtOnce() {
        assertThat(vpc.network.refusalFromInternet(vpc.database, 5432).orElseThrow())
                .contains("it has no public address")
                .contains("its subnet subnet-private has no route to an internet gateway")
                .contains("sg-db (app-db) has no ingress rule for port 5432 from a public range");
    }
}
