package dev.holdfast.sandbox.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Resource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadBalancerTest {
    @TempDir
    Path directory;

    private TestCloud cloud;

    @BeforeEach
    void start() {
        cloud = new TestCloud(directory);
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void hasAnAddressInOneOfItsSubnets() {
        assertThat(address(create("subnet-public"))).isIn(range("subnet-public"));
    }

    @Test
    void keepsItsAddressWhenTheCloudStartsAgain() {
        var address = address(create("subnet-public"));
        cloud.close();

        cloud = new TestCloud(directory);
        cloud.resume();

        assertThat(address(cloud.resources.all(LoadBalancer.TYPE).get(0))).isEqualTo(address);
        assertThat(cloud.addresses.allocate(cidr("subnet-public"))).isNotEqualTo(address);
    }

    @Test
    void movesWithItsSubnetsAndStaysOtherwise() {
        var balancer = create("subnet-public");

        var same = cloud.update(balancer, Map.of("idleTimeout", 30));
        assertThat(address(same)).isEqualTo(address(balancer));

        var moved = cloud.update(same, Map.of("subnets", List.of("subnet-1")));
        assertThat(address(moved)).isIn(range("subnet-1"));
    }

    @Test
    void getsAnAddressIfAnEarlierSandboxGaveItNone() {
        cloud.put(LoadBalancer.TYPE, "old", Map.of("subnets", List.of("subnet-public"), LoadBalancer.PORT, 8001));

        cloud.resume();

        assertThat(address(cloud.resources.all(LoadBalancer.TYPE).get(0))).isIn(range("subnet-public"));
    }

    @Test
    void givesItsAddressBackWhenItIsDeleted() {
        var balancer = create("subnet-public");

        cloud.delete(balancer);

        assertThat(cloud.addresses.allocate(cidr("subnet-public"))).isEqualTo(address(balancer));
    }

    @Test
    void needsSubnets() {
        assertThatThrownBy(() -> cloud.create(LoadBalancer.TYPE, "web", Map.of()))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("subnets");
    }

    private Resource create(String subnet) {
        return cloud.create(LoadBalancer.TYPE, "web", Map.of("subnets", List.of(subnet)));
    }

    private static String address(Resource balancer) {
        return balancer.text("_address").orElseThrow();
    }

    private String cidr(String subnet) {
        return cloud.resources
                .find(TestCloud.ACCOUNT, TestCloud.REGION, "aws:ec2/subnet:Subnet", subnet)
                .flatMap(one -> one.text("cidrBlock"))
                .orElseThrow();
    }

    /** Its addresses: each half of a /24. */
    private List<String> range(String subnet) {
        var cidr = cidr(subnet);
        var prefix = cidr.substring(0, cidr.lastIndexOf('.') + 1);
        var first = cidr.endsWith(".0/25") ? 0 : 128;
        return java.util.stream.IntStream.range(first, first + 128)
                .mapToObj(last -> prefix + last)
                .toList();
    }
}
