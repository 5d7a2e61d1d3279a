package dev.holdfast.sandbox.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Resource;
import java.nio.file.Path;
import java.util.HashMap;
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
    void writesRequestsOnlyWhereABucketLetsItsService() {
        assertThatThrownBy(() -> create("subnet-public", Map.of("accessLogs", logs("our-logs"))))
                .hasMessageContaining("Access Denied for bucket: our-logs");

        cloud.put("aws:s3/bucketV2:BucketV2", "our-logs", Map.of("bucket", "our-logs"));
        cloud.put("aws:s3/bucketPolicy:BucketPolicy", "our-logs", Map.of("bucket", "our-logs", "policy", """
                        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                         "Principal": {"Service": "logdelivery.elasticloadbalancing.amazonaws.com"},
                         "Action": "s3:PutObject", "Resource": "arn:aws:s3:::our-logs/AWSLogs/%s/*"}]}
                        """.formatted(
                        TestCloud.ACCOUNT)));
        var prefixed = Map.<String, Object>of("bucket", "our-logs", "enabled", true, "prefix", "web");
        assertThatThrownBy(() -> create("subnet-public", Map.of("accessLogs", prefixed)))
                .hasMessageContaining("write web/AWSLogs/" + TestCloud.ACCOUNT);
        assertThat(create("subnet-public", Map.of("accessLogs", logs("our-logs")))
                        .objects("accessLogs"))
                .hasSize(1);
    }

    private static Map<String, Object> logs(String bucket) {
        return Map.of("bucket", bucket, "enabled", true);
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
        return create(subnet, Map.of());
    }

    private Resource create(String subnet, Map<String, Object> more) {
        var inputs = new HashMap<String, Object>(Map.of("subnets", List.of(subnet)));
        inputs.putAll(more);
        return cloud.create(LoadBalancer.TYPE, "web", inputs);
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
