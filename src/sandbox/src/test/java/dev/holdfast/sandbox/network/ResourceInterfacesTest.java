package dev.holdfast.sandbox.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourceInterfacesTest {
    @TempDir
    Path directory;

    private VpcFixture vpc;
    private ResourceInterfaces interfaces;

    @BeforeEach
    void build() {
        vpc = new VpcFixture(directory);
        vpc.put(
                "aws:rds/subnetGroup:SubnetGroup",
                "data",
                Map.of("name", "data", "subnetIds", List.of("subnet-public", "subnet-private")));
        interfaces = new ResourceInterfaces(vpc.resources);
    }

    @Test
    void putsADatabaseIntoTheSubnetOfItsAddress() {
        var database = vpc.put(
                "aws:rds/instance:Instance",
                "db-1",
                Map.of(
                        "identifier", "app",
                        "dbSubnetGroupName", "data",
                        "vpcSecurityGroupIds", List.of("sg-db"),
                        "_address", "10.0.1.8"));

        assertThat(interfaces.database(database))
                .hasValue(VpcFixture.task("database app", "subnet-private", "sg-db", "10.0.1.8"));
    }

    @Test
    void givesALoadBalancerAPublicAddressUnlessItIsInternal() {
        var properties = Map.<String, Object>of(
                "name",
                "app",
                "subnets",
                List.of("subnet-public"),
                "securityGroups",
                List.of("sg-lb"),
                "_address",
                "10.0.0.4");
        var balancer = vpc.put("aws:lb/loadBalancer:LoadBalancer", "app", properties);

        assertThat(interfaces.loadBalancer(balancer)).hasValue(vpc.balancer);
        assertThat(interfaces.loadBalancer(balancer.with(Map.of("internal", true))))
                .hasValueSatisfying(one -> assertThat(one.publicAddress()).isFalse());
    }

    @Test
    void hasNoInterfaceBeforeThereIsAnAddress() {
        var database = vpc.put("aws:rds/instance:Instance", "db-1", Map.of("dbSubnetGroupName", "data"));

        assertThat(interfaces.database(database)).isEmpty();
    }
}
