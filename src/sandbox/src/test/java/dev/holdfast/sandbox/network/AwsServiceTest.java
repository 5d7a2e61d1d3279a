package dev.holdfast.sandbox.network;

import static dev.holdfast.sandbox.network.VpcFixture.ASSOCIATION;
import static dev.holdfast.sandbox.network.VpcFixture.EGRESS;
import static dev.holdfast.sandbox.network.VpcFixture.ENDPOINT;
import static dev.holdfast.sandbox.network.VpcFixture.INGRESS;
import static dev.holdfast.sandbox.network.VpcFixture.ROUTE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who reaches an AWS service, and which way. */
class AwsServiceTest {
    private static final String NAT = "aws:ec2/natGateway:NatGateway";

    @TempDir
    Path directory;

    private VpcFixture vpc;

    @BeforeEach
    void build() {
        vpc = new VpcFixture(directory);
    }

    @Test
    void isReachedThroughNat() {
        assertThat(secrets()).isEmpty();
        assertThat(vpc.network.refusalToService(vpc.web, "s3")).isEmpty();
    }

    @Test
    void isNotReachedWithoutNatAndEndpoint() {
        vpc.remove(ROUTE, "out");

        assertThat(secrets())
                .isEqualTo("web (security group sg-web app-web) cannot reach secretsmanager: its subnet subnet-private"
                        + " has no route to a NAT gateway, and VPC vpc-1 (network) has no interface endpoint"
                        + " com.amazonaws.eu-central-1.secretsmanager; add or mend one of the two");
    }

    @Test
    void isNotReachedThroughANatGatewayThatIsGone() {
        vpc.remove(NAT, "nat-1");

        assertThat(secrets()).contains("has a route to NAT gateway nat-1, which does not lead to the internet");
    }

    @Test
    void isNotReachedThroughANatGatewayInAPrivateSubnet() {
        vpc.put(NAT, "nat-1", Map.of("subnetId", "subnet-private"));

        assertThat(secrets())
                .contains("NAT gateway nat-1, whose own subnet subnet-private has no route to an internet gateway");
    }

    @Test
    void isNotReachedThroughAPrivateNatGateway() {
        vpc.put(NAT, "nat-1", Map.of("subnetId", "subnet-public", "connectivityType", "private"));

        assertThat(secrets()).contains("NAT gateway nat-1, whose connectivity type is private");
    }

    @Test
    void needsTheMainRouteTableWhereASubnetHasNoOther() {
        vpc.remove(ASSOCIATION, "private");
        assertThat(secrets()).contains("has no route to a NAT gateway");

        vpc.put(
                ROUTE,
                "main",
                Map.of("routeTableId", "rtb-main", "destinationCidrBlock", "0.0.0.0/0", "natGatewayId", "nat-1"));
        assertThat(secrets()).isEmpty();
    }

    @Test
    void isReachedFromAPublicSubnetWithAPublicAddressOnly() {
        var group = List.of("sg-web");
        var hidden = new NetworkInterface(
                "hidden", VpcFixture.ACCOUNT, VpcFixture.REGION, "subnet-public", group, "10.0.0.9");
        var open = new NetworkInterface(
                "open", VpcFixture.ACCOUNT, VpcFixture.REGION, "subnet-public", group, "10.0.0.9", true);

        assertThat(vpc.network.refusalToService(open, "secretsmanager")).isEmpty();
        assertThat(vpc.network.refusalToService(hidden, "secretsmanager").orElseThrow())
                .contains("has a route to an internet gateway, which is of no use without a public address");
    }

    @Test
    void isNotReachedThroughNatWithoutARuleForTheWholeInternet() {
        vpc.rule(EGRESS, "web-aws", "sg-web", 443, Map.of("cidrIpv4", "10.0.0.0/8"));

        assertThat(secrets()).endsWith("security group sg-web (app-web) has no egress rule for port 443 to 0.0.0.0/0");
    }

    @Test
    void isReachedFromAFunctionOutsideOfAnyVpc() {
        var function = VpcFixture.task("function f", "", "", "169.254.0.4");

        assertThat(vpc.network.refusalToService(function, "secretsmanager")).isEmpty();
    }

    @Test
    void isReachedThroughAnInterfaceEndpoint() {
        vpc.endpointInsteadOfNat();

        assertThat(secrets()).isEmpty();
        assertThat(vpc.network.refusalToService(vpc.web, "logs").orElseThrow())
                .contains("has no interface endpoint com.amazonaws.eu-central-1.logs");
    }

    @Test
    void isNotReachedThroughAnEndpointWithoutPrivateDns() {
        vpc.endpointInsteadOfNat();
        vpc.endpoint(Map.of("privateDnsEnabled", false));

        assertThat(secrets())
                .contains("has no route to a NAT gateway")
                .contains("interface endpoint vpce-1 for com.amazonaws.eu-central-1.secretsmanager has no private DNS");
    }

    @Test
    void isNotReachedThroughAnEndpointOfAnotherVpc() {
        vpc.endpointInsteadOfNat();
        vpc.endpoint(Map.of("vpcId", "vpc-2"));

        assertThat(secrets()).contains("VPC vpc-1 (network) has no interface endpoint");
    }

    @Test
    void isNotReachedThroughAnEndpointWhoseGroupIsClosed() {
        vpc.endpointInsteadOfNat();
        vpc.remove(INGRESS, "web-endpoint");

        assertThat(secrets())
                .endsWith("interface endpoint vpce-1 does not let it in: security group sg-endpoint (app-endpoint) has"
                        + " no ingress rule for port 443 from sg-web (app-web)");
    }

    @Test
    void isNotReachedThroughAnEndpointWithoutARuleThatLetsOut() {
        vpc.endpointInsteadOfNat();
        vpc.remove(EGRESS, "web-aws");

        assertThat(secrets())
                .endsWith("security group sg-web (app-web) has no egress rule for port 443 to sg-endpoint"
                        + " (app-endpoint)");
    }

    @Test
    void isReachedThroughAnEndpointByRangesThatCoverItsSubnets() {
        vpc.endpointInsteadOfNat();
        vpc.endpoint(Map.of("subnetIds", List.of("subnet-private", "subnet-public")));
        vpc.rule(INGRESS, "web-endpoint", "sg-endpoint", 443, Map.of("cidrIpv4", "10.0.0.0/16"));
        vpc.rule(EGRESS, "web-aws", "sg-web", 443, Map.of("cidrIpv4", "10.0.0.0/16"));
        assertThat(secrets()).isEmpty();

        vpc.rule(EGRESS, "web-aws", "sg-web", 443, Map.of("cidrIpv4", "10.0.1.0/24"));
        assertThat(secrets()).contains("has no egress rule for port 443 to sg-endpoint");
    }

    @Test
    void isNotReachedThroughAnEndpointWithoutSubnets() {
        vpc.endpointInsteadOfNat();
        vpc.endpoint(Map.of("subnetIds", List.of()));

        assertThat(secrets())
                .endsWith("interface endpoint vpce-1, which takes over the service's name, has no subnets");
    }

    @Test
    void isNotReachedThroughAnEndpointInTheDefaultGroup() {
        vpc.endpointInsteadOfNat();
        vpc.endpoint(Map.of("securityGroupIds", List.of()));

        assertThat(secrets()).contains("sg-default has no ingress rule for port 443 from sg-web (app-web)");
    }

    @Test
    void isTakenOverByAClosedEndpointEvenWithNat() {
        vpc.put("aws:ec2/securityGroup:SecurityGroup", "sg-endpoint", Map.of("name", "app-endpoint"));
        vpc.endpoint(Map.of());

        assertThat(secrets()).contains("interface endpoint vpce-1 does not let it in");
    }

    @Test
    void isReachedThroughAGatewayEndpointOfTheSubnetsRouteTable() {
        vpc.remove(ROUTE, "out");
        gateway("rtb-private");

        assertThat(vpc.network.refusalToService(vpc.web, "s3")).isEmpty();
        assertThat(vpc.network.refusalToService(vpc.web, "dynamodb").orElseThrow())
                .contains("its route table rtb-private has no gateway endpoint com.amazonaws.eu-central-1.dynamodb");
    }

    @Test
    void isNotReachedThroughAGatewayEndpointOfAnotherRouteTable() {
        vpc.remove(ROUTE, "out");
        gateway("rtb-public");

        assertThat(vpc.network.refusalToService(vpc.web, "s3").orElseThrow())
                .contains("gateway endpoint vpce-s3 for com.amazonaws.eu-central-1.s3 is not associated with its route"
                        + " table rtb-private");
    }

    @Test
    void isReachedThroughAGatewayEndpointByItsPrefixList() {
        gateway("rtb-private");
        vpc.rule(EGRESS, "web-aws", "sg-web", 443, Map.of("prefixListId", "pl-1"));
        assertThat(vpc.network.refusalToService(vpc.web, "s3")).isEmpty();

        vpc.rule(EGRESS, "web-aws", "sg-web", 443, Map.of("prefixListId", "pl-2"));
        assertThat(vpc.network.refusalToService(vpc.web, "s3").orElseThrow())
                .endsWith("security group sg-web (app-web) has no egress rule for port 443 to prefix list pl-1");
    }

    private void gateway(String routeTable) {
        vpc.put(
                ENDPOINT,
                "vpce-s3",
                Map.of(
                        "vpcId", "vpc-1",
                        "serviceName", "com.amazonaws.eu-central-1.s3",
                        "vpcEndpointType", "Gateway",
                        "prefixListId", "pl-1",
                        "routeTableIds", List.of(routeTable)));
    }

    private String secrets() {
        return vpc.network.refusalToService(vpc.web, "secretsmanager").orElse("");
    }
}
