package dev.holdfast.impact.security;

import static dev.holdfast.impact.security.Change.changed;
import static dev.holdfast.impact.security.Change.created;
import static dev.holdfast.impact.security.Change.told;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoutesTest {
    private static final String ROUTE = "aws:ec2/route:Route";
    private static final String TABLE = "aws:ec2/routeTable:RouteTable";

    @Test
    void aRouteToAnInternetGatewayIsExposure() {
        assertThat(told(created(
                        ROUTE, "{'routeTableId': 'rtb-1', 'destinationCidrBlock': '0.0.0.0/0', 'gatewayId': 'igw-1'}")))
                .containsExactly(
                        "+ EXPOSURE route table rtb-1 sends what is for 0.0.0.0/0 to the internet gateway gateway: what has a"
                                + " public address in its subnets is reached from the internet");
    }

    @Test
    void aRouteToANatGatewayIsNot() {
        assertThat(told(created(
                        ROUTE,
                        "{'routeTableId': 'rtb-1', 'destinationCidrBlock': '0.0.0.0/0', 'natGatewayId': 'nat-1'}")))
                .containsExactly("+ NETWORK route table rtb-1 sends what is for 0.0.0.0/0 to nat-1");
    }

    @Test
    void aGatewayThatIsNotKnownYetMayBeTheInternets() {
        assertThat(told(created(
                                ROUTE,
                                "{'routeTableId': '[unknown]', 'destinationCidrBlock': '0.0.0.0/0', 'gatewayId':"
                                        + " '[unknown]'}"))
                        .get(0))
                .startsWith(
                        "+ EXPOSURE route table public sends what is for 0.0.0.0/0 to a gateway that only the update"
                                + " knows, which may be the internet's");
    }

    @Test
    void aPrivateGatewayIsNoExposure() {
        assertThat(told(created(
                        ROUTE,
                        "{'routeTableId': 'rtb-1', 'destinationCidrBlock': '10.0.0.0/8', 'gatewayId': 'vgw-1'}")))
                .containsExactly("+ NETWORK route table rtb-1 sends what is for 10.0.0.0/8 to vgw-1");
    }

    @Test
    void readsRoutesWithinATable() {
        assertThat(told(changed(
                        TABLE, "{'routes': [{'cidrBlock': '0.0.0.0/0', 'gatewayId': 'igw-1'}]}", "{'routes': []}")))
                .containsExactly(
                        "- EXPOSURE route table it no longer sends what is for 0.0.0.0/0 to the internet gateway gateway");
    }
}
