package com.pulumi.awsx.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.awsx.ec2.enums.NatGatewayStrategy;
import com.pulumi.awsx.ec2.enums.SubnetAllocationStrategy;
import com.pulumi.awsx.ec2.enums.SubnetType;
import com.pulumi.awsx.ec2.inputs.NatGatewayConfigurationArgs;
import com.pulumi.awsx.ec2.inputs.SubnetSpecArgs;
import com.pulumi.bootstrap.internal.Main;
import com.pulumi.core.internal.Internal;
import dev.holdfast.testkit.Cloud;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class VpcTest {
    private static final VpcArgs ARGS = VpcArgs.builder()
            .cidrBlock("10.20.0.0/16")
            .availabilityZoneNames("eu-west-1a", "eu-west-1b")
            .natGateways(NatGatewayConfigurationArgs.builder()
                    .strategy(NatGatewayStrategy.OnePerAz)
                    .build())
            .subnetSpecs(
                    SubnetSpecArgs.builder()
                            .type(SubnetType.Public)
                            .cidrMask(24)
                            .build(),
                    SubnetSpecArgs.builder()
                            .type(SubnetType.Isolated)
                            .name("data")
                            .tags(Map.of("tier", "data"))
                            .build())
            .subnetStrategy(SubnetAllocationStrategy.Auto)
            .enableDnsHostnames(true)
            .tags(Map.of("team", "red"))
            .build();

    @Test
    void registersEveryInputUnderTheNameThatThePluginReads() {
        var cloud = new Cloud().run(ctx -> new Vpc("network", ARGS));

        assertThat(cloud.only("awsx:ec2:Vpc").inputs())
                .isEqualTo(Map.of(
                        "cidrBlock",
                        "10.20.0.0/16",
                        "availabilityZoneNames",
                        List.of("eu-west-1a", "eu-west-1b"),
                        "natGateways",
                        Map.of("strategy", "OnePerAz"),
                        "subnetSpecs",
                        List.of(
                                Map.of("type", "Public", "cidrMask", 24.0),
                                Map.of("type", "Isolated", "name", "data", "tags", Map.of("tier", "data"))),
                        "subnetStrategy",
                        "Auto",
                        "enableDnsHostnames",
                        true,
                        "tags",
                        Map.of("team", "red")));
    }

    @Test
    void leavesOutWhatIsNotSet() {
        var cloud = new Cloud().run(ctx -> new Vpc("network"));

        assertThat(cloud.only("awsx:ec2:Vpc").inputs()).isEmpty();
    }

    @Test
    void isConstructedByThePluginNotByTheProgram() {
        var vpc = new AtomicReference<Vpc>();
        new Cloud().run(ctx -> vpc.set(new Vpc("network", ARGS)));

        assertThat(Internal.from(vpc.get()).getRemote()).isTrue();
    }

    @Test
    void asksForThePluginThatItWasWrittenFor() {
        var cloud = new Cloud().run(ctx -> new Vpc("network", ARGS));

        assertThat(cloud.only("awsx:ec2:Vpc").options().getVersion()).contains("2.22.0");
    }

    @Test
    void readsTheOutputsThatThePluginReturns() {
        var cloud = new Cloud()
                .computes("awsx:ec2:Vpc", inputs -> Map.of("vpcId", "vpc-1", "isolatedSubnetIds", List.of("subnet-1")))
                .run(ctx -> {
                    var vpc = new Vpc("network", ARGS);
                    ctx.export("vpcId", vpc.vpcId());
                    ctx.export("isolated", vpc.isolatedSubnetIds());
                });

        assertThat(cloud.exported("vpcId")).isEqualTo("vpc-1");
        assertThat(cloud.exported("isolated")).isEqualTo(List.of("subnet-1"));
    }

    @Test
    void refusesASubnetWithoutAType() {
        var untyped = SubnetSpecArgs.builder().cidrMask(24);

        assertThatThrownBy(untyped::build).hasMessage("SubnetSpecArgs needs type");
    }

    @Test
    void isFoundByTheEnginesPluginDiscovery() {
        var out = System.out;
        var printed = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            Main.main(new String[] {"packages"});
        } finally {
            System.setOut(out);
        }

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("{\"resource\":true,\"name\":\"awsx\",\"version\":\"2.22.0\"}");
    }
}
