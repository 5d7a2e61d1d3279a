package dev.holdfast.sandbox.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What programs look up. */
class FunctionsTest {
    private static final String ROUTE_TABLE = "aws:ec2/getRouteTable:getRouteTable";

    @TempDir
    private Path directory;

    private SandboxCloud cloud;
    private String subnet;
    private String routeTable;

    @BeforeEach
    void createSubnetWithARouteTable() {
        cloud = new SandboxCloud(directory);
        var vpc = cloud.create("aws:ec2/vpc:Vpc", Map.of("cidrBlock", "10.0.0.0/16"))
                .id();
        subnet = cloud.create("aws:ec2/subnet:Subnet", Map.of("vpcId", vpc, "cidrBlock", "10.0.0.0/24"))
                .id();
        routeTable = cloud.create("aws:ec2/routeTable:RouteTable", Map.of("vpcId", vpc))
                .id();
    }

    private void associate() {
        cloud.create(
                "aws:ec2/routeTableAssociation:RouteTableAssociation",
                Map.of("subnetId", subnet, "routeTableId", routeTable));
    }

    @Test
    void findTheRouteTableOfASubnet() {
        associate();

        assertThat(cloud.invoke(ROUTE_TABLE, Map.of("subnetId", subnet)))
                .containsEntry("routeTableId", routeTable)
                .containsEntry("subnetId", subnet);
    }

    @Test
    void findNoRouteTableWhereNoneIsAssociated() {
        assertThatThrownBy(() -> cloud.invoke(ROUTE_TABLE, Map.of("subnetId", subnet)))
                .hasMessageContaining("InvalidRouteTableID.NotFound")
                .hasMessageContaining("no route table is associated with " + subnet);
    }

    @Test
    void sayWhichWayToLookUpARouteTableIsNotKnownHere() {
        assertThatThrownBy(() -> cloud.invoke(ROUTE_TABLE, Map.of("vpcId", "vpc-1")))
                .hasMessageContaining("getRouteTable looks up by subnetId only, and got [vpcId]");
    }

    @Test
    void sayHowToAddAFunction() {
        assertThatThrownBy(() -> cloud.invoke("aws:ec2/getVpc:getVpc", Map.of()))
                .hasMessageContaining("the sandbox has no function aws:ec2/getVpc:getVpc; add a case to Functions");
    }

    @Test
    void findTheDefaultVpcThatEveryAccountHas() {
        var filter =
                Map.<String, Object>of("filters", List.of(Map.of("name", "is-default", "values", List.of("true"))));

        var found = cloud.invoke("aws:ec2/getVpcs:getVpcs", filter);

        assertThat(found.get("ids"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .singleElement();
        assertThat(cloud.invoke("aws:ec2/getVpcs:getVpcs", filter)).isEqualTo(found);
    }

    @Test
    void sayWhichWayToLookUpVpcsIsNotKnownHere() {
        assertThatThrownBy(() -> cloud.invoke("aws:ec2/getVpcs:getVpcs", Map.of()))
                .hasMessageContaining("getVpcs looks up by is-default only");
    }
}
