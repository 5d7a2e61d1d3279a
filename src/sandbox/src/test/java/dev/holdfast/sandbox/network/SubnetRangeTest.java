package dev.holdfast.sandbox.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubnetRangeTest {
    @TempDir
    private Path directory;

    private Resources resources;
    private SubnetRange subnets;

    @BeforeEach
    void open() {
        resources = new Resources(directory);
        subnets = new SubnetRange(resources);
        put("aws:ec2/vpc:Vpc", "vpc-1", Map.of("cidrBlock", "10.10.0.0/16"));
        put("aws:ec2/vpc:Vpc", "vpc-2", Map.of("cidrBlock", "10.10.0.0/16"));
        put(SubnetRange.TYPE, "subnet-1", Map.of("cidrBlock", "10.10.0.0/20", "vpcId", "vpc-1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.10.16.0/20", "10.10.255.240/28", "10.10.128.0/17"})
    void isPartOfItsVpc(String range) {
        assertThatCode(() -> create(range, "vpc-1")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.11.0.0/20", "192.168.0.0/24"})
    void isRefusedOutsideOfItsVpc(String range) {
        assertRefused(range, "InvalidSubnet.Range", "it is not in 10.10.0.0/16, the range of vpc-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/8", "10.10.0.0/29", "10.10.0.1/32"})
    void isRefusedIfItIsTooLargeOrTooSmall(String range) {
        assertRefused(range, "InvalidSubnet.Range", "a subnet has from /16 to /28");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.10.0.0/20", "10.10.4.0/24", "10.10.0.0/16"})
    void isRefusedIfItSharesAddressesWithAnother(String range) {
        assertRefused(range, "InvalidSubnet.Conflict", "subnet-1 has 10.10.0.0/20");
    }

    @Test
    void mayHaveTheAddressesOfASubnetInAnotherVpc() {
        assertThatCode(() -> create("10.10.0.0/20", "vpc-2")).doesNotThrowAnyException();
    }

    private void assertRefused(String range, String code, String why) {
        assertThatThrownBy(() -> create(range, "vpc-1"))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining("'" + range + "'")
                .hasMessageContaining(why);
    }

    private void create(String range, String vpc) {
        subnets.create(put(SubnetRange.TYPE, "subnet-new", Map.of("cidrBlock", range, "vpcId", vpc)), null);
    }

    private Resource put(String type, String id, Map<String, Object> properties) {
        var resource = new Resource(type, "111122223333", "eu-central-1", id, properties, properties);
        resources.put(resource);
        return resource;
    }
}
