package dev.holdfast.sandbox.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Empty;
import dev.holdfast.sandbox.cloud.AwsException;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pulumirpc.Provider.ConstructRequest;
import pulumirpc.Provider.ConstructResponse;
import pulumirpc.Resource.RegisterResourceOutputsRequest;
import pulumirpc.Resource.RegisterResourceRequest;
import pulumirpc.Resource.RegisterResourceResponse;
import pulumirpc.ResourceMonitorGrpc;
import pulumirpc.ResourceMonitorGrpc.ResourceMonitorImplBase;

class AwsxVpcTest {
    private static final String PROVIDER = "urn:pulumi:dev::holdfast::pulumi:providers:aws::dev::1";

    private final List<RegisterResourceRequest> registered = new CopyOnWriteArrayList<>();
    private boolean preview;
    private Server engine;
    private ManagedChannel channel;

    /** The engine's side: every resource gets its type and name as URN, and that with {@code /id} as id. */
    private final class Monitor extends ResourceMonitorImplBase {
        @Override
        public void registerResource(RegisterResourceRequest request, StreamObserver<RegisterResourceResponse> answer) {
            registered.add(request);
            var urn = urn(request.getType(), request.getName());
            var outputs = preview ? Map.<String, Object>of() : Map.<String, Object>of("allocationId", urn + "/id");
            answer.onNext(RegisterResourceResponse.newBuilder()
                    .setUrn(urn)
                    .setId(preview ? "" : urn + "/id")
                    .setObject(Wire.struct(outputs))
                    .build());
            answer.onCompleted();
        }

        @Override
        public void registerResourceOutputs(RegisterResourceOutputsRequest request, StreamObserver<Empty> answer) {
            answer.onNext(Empty.getDefaultInstance());
            answer.onCompleted();
        }
    }

    @BeforeEach
    void startEngine() throws Exception {
        engine = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(new Monitor())
                .build()
                .start();
        channel = PluginListener.channel("127.0.0.1:" + engine.getPort());
    }

    @AfterEach
    void stopEngine() {
        channel.shutdownNow();
        engine.shutdownNow();
    }

    @Test
    void registersOneVpcWithItsInternetGateway() {
        construct(Map.of());

        assertThat(only("aws:ec2/vpc:Vpc").getParent()).isEqualTo(urn("awsx:ec2:Vpc", "network"));
        assertThat(inputs(only("aws:ec2/vpc:Vpc")))
                .containsEntry("cidrBlock", "10.20.0.0/16")
                .containsEntry("enableDnsHostnames", true)
                .containsEntry("tags", Map.of("Name", "network", "environment", "dev"));
        assertThat(inputs(only("aws:ec2/internetGateway:InternetGateway")))
                .containsEntry("vpcId", urn("aws:ec2/vpc:Vpc", "network") + "/id");
    }

    @Test
    void givesEverySubnetARouteTableOfItsOwn() {
        construct(Map.of());

        assertThat(names("aws:ec2/subnet:Subnet"))
                .containsExactlyInAnyOrder(
                        "network-public-1",
                        "network-private-1",
                        "network-isolated-1",
                        "network-public-2",
                        "network-private-2",
                        "network-isolated-2");
        assertThat(names("aws:ec2/routeTable:RouteTable")).isEqualTo(names("aws:ec2/subnet:Subnet"));
        assertThat(names("aws:ec2/routeTableAssociation:RouteTableAssociation"))
                .isEqualTo(names("aws:ec2/subnet:Subnet"));
    }

    @Test
    void leadsOnlyPublicSubnetsToTheInternetWithoutNatGateways() {
        construct(Map.of("natGateways", Map.of("strategy", "None")));

        assertThat(names("aws:ec2/route:Route")).containsExactly("network-public-1", "network-public-2");
        assertThat(names("aws:ec2/natGateway:NatGateway")).isEmpty();
        assertThat(names("aws:ec2/eip:Eip")).isEmpty();
    }

    @Test
    void leadsAllPrivateSubnetsThroughASingleNatGateway() {
        construct(Map.of("natGateways", Map.of("strategy", "Single")));

        assertThat(names("aws:ec2/natGateway:NatGateway")).containsExactly("network-1");
        assertThat(inputs(one("aws:ec2/route:Route", "network-private-2")))
                .containsEntry("natGatewayId", urn("aws:ec2/natGateway:NatGateway", "network-1") + "/id");
    }

    @Test
    void leadsPrivateSubnetsThroughTheNatGatewayOfTheirZone() {
        construct(Map.of("natGateways", Map.of("strategy", "OnePerAz")));

        assertThat(inputs(one("aws:ec2/route:Route", "network-private-2")))
                .containsEntry("natGatewayId", urn("aws:ec2/natGateway:NatGateway", "network-2") + "/id");
        assertThat(names("aws:ec2/route:Route")).doesNotContain("network-isolated-1");
    }

    @Test
    void usesTheProviderThatItWasGiven() {
        construct(Map.of());

        assertThat(registered.stream().filter(RegisterResourceRequest::getCustom))
                .allMatch(request -> request.getProvider().equals(PROVIDER));
    }

    @Test
    void tellsTheEngineWhatDependsOnWhat() {
        construct(Map.of());
        var association = one("aws:ec2/routeTableAssociation:RouteTableAssociation", "network-public-1");

        assertThat(association.getDependenciesList())
                .containsExactlyInAnyOrder(
                        urn("aws:ec2/routeTable:RouteTable", "network-public-1"),
                        urn("aws:ec2/subnet:Subnet", "network-public-1"));
        assertThat(association.getPropertyDependenciesMap().get("subnetId").getUrnsList())
                .containsExactly(urn("aws:ec2/subnet:Subnet", "network-public-1"));
    }

    @Test
    void returnsTheIdsOfItsSubnetsByType() {
        var outputs = Wire.map(construct(Map.of()).getState());

        assertThat(outputs)
                .containsEntry("vpcId", urn("aws:ec2/vpc:Vpc", "network") + "/id")
                .containsEntry(
                        "isolatedSubnetIds",
                        List.of(
                                urn("aws:ec2/subnet:Subnet", "network-isolated-1") + "/id",
                                urn("aws:ec2/subnet:Subnet", "network-isolated-2") + "/id"));
    }

    @Test
    void leavesIdsUnknownInAPreview() {
        preview = true;
        var outputs = Wire.map(
                construct(Map.of("natGateways", Map.of("strategy", "Single"))).getState());

        assertThat(outputs).containsEntry("vpcId", Wire.UNKNOWN);
        assertThat(inputs(one("aws:ec2/subnet:Subnet", "network-public-1"))).containsEntry("vpcId", Wire.UNKNOWN);
        assertThat(inputs(only("aws:ec2/natGateway:NatGateway"))).containsEntry("allocationId", Wire.UNKNOWN);
    }

    @Test
    void refusesNatGatewaysWithoutAPlaceToStand() {
        var inputs = Map.<String, Object>of(
                "natGateways", Map.of("strategy", "Single"), "subnetSpecs", List.of(Map.of("type", "Private")));

        assertThatThrownBy(() -> construct(inputs))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("both private and public subnets");
        assertThat(registered).isEmpty();
    }

    @Test
    void refusesAnotherLayoutThanAuto() {
        assertThatThrownBy(() -> construct(Map.of("subnetStrategy", "Legacy"))).hasMessageContaining("Auto");
    }

    private ConstructResponse construct(Map<String, Object> more) {
        var inputs = new HashMap<String, Object>(Map.of(
                "cidrBlock", "10.20.0.0/16",
                "availabilityZoneNames", List.of("eu-west-1a", "eu-west-1b"),
                "natGateways", Map.of("strategy", "None"),
                "subnetStrategy", "Auto",
                "enableDnsHostnames", true,
                "tags", Map.of("environment", "dev"),
                "subnetSpecs",
                        List.of(
                                Map.of("type", "Public", "cidrMask", 24),
                                Map.of("type", "Private", "cidrMask", 22),
                                Map.of("type", "Isolated", "cidrMask", 24))));
        inputs.putAll(more);
        var request = ConstructRequest.newBuilder()
                .setType("awsx:ec2:Vpc")
                .setName("network")
                .setInputs(Wire.struct(inputs))
                .putProviders("aws", PROVIDER)
                .build();
        return new AwsxVpc(request, ResourceMonitorGrpc.newBlockingStub(channel)).construct();
    }

    private RegisterResourceRequest only(String type) {
        assertThat(names(type)).hasSize(1);
        return one(type, names(type).get(0));
    }

    private RegisterResourceRequest one(String type, String name) {
        return registered.stream()
                .filter(request ->
                        request.getType().equals(type) && request.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<String> names(String type) {
        return registered.stream()
                .filter(request -> request.getType().equals(type))
                .map(RegisterResourceRequest::getName)
                .toList();
    }

    private static Map<String, Object> inputs(RegisterResourceRequest request) {
        return Wire.map(request.getObject());
    }

    private static String urn(String type, String name) {
        return "urn:pulumi:dev::holdfast::" + type + "::" + name;
    }
}
