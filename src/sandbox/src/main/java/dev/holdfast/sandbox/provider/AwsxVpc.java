package dev.holdfast.sandbox.provider;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.provider.Registrar.Registered;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pulumirpc.Provider.ConstructRequest;
import pulumirpc.Provider.ConstructResponse;
import pulumirpc.ResourceMonitorGrpc.ResourceMonitorBlockingStub;

/**
 * The component {@code awsx:ec2:Vpc}, which registers the same resources as the plugin 2.22.0 does with the strategy
 * {@code Auto}: a VPC with its internet gateway, and in each zone the subnets that are asked for, each with a route table
 * and, where the type has one, a default route to the internet.
 */
final class AwsxVpc {
    private static final String ANYWHERE = "0.0.0.0/0";
    /** Public subnets come first: the NAT gateways of the others stand in them. */
    private static final List<String> ORDER = List.of("public", "private", "isolated");
    /** The inputs that the component hands on to aws:ec2/vpc:Vpc. */
    private static final List<String> OF_VPC = List.of(
            "assignGeneratedIpv6CidrBlock",
            "enableDnsHostnames",
            "enableDnsSupport",
            "enableNetworkAddressUsageMetrics",
            "instanceTenancy");

    private final String name;
    private final Map<String, Object> inputs;
    private final Registrar registrar;
    private final Map<String, Object> tags;
    private final List<Registered> natGateways = new ArrayList<>();
    private final List<Registered> subnets = new ArrayList<>();
    private final Map<String, List<Registered>> byType = new LinkedHashMap<>();
    private Registered vpc;
    private Registered gateway;

    AwsxVpc(ConstructRequest request, ResourceMonitorBlockingStub monitor) {
        this.name = request.getName();
        this.inputs = Wire.map(request.getInputs());
        this.registrar = new Registrar(request, monitor);
        this.tags = object(inputs.get("tags"));
    }

    /**
     * Registers everything.
     *
     * @throws AwsException if the inputs contradict each other, or ask for what the sandbox does not have
     */
    ConstructResponse construct() {
        var strategy = String.valueOf(object(inputs.get("natGateways")).getOrDefault("strategy", "OnePerAz"));
        var layout = layout(strategy);
        var component = registrar.component();
        var ofVpc = new LinkedHashMap<String, Object>();
        OF_VPC.stream().filter(inputs::containsKey).forEach(property -> ofVpc.put(property, inputs.get(property)));
        ofVpc.put("cidrBlock", range());
        ofVpc.put("tags", tags(tags, name, ""));
        vpc = registrar.register("aws:ec2/vpc:Vpc", name, component, ofVpc);
        gateway = registrar.register(
                "aws:ec2/internetGateway:InternetGateway",
                name,
                vpc,
                Map.of("vpcId", vpc.id(), "tags", tags(tags, name, "")));
        ORDER.forEach(type -> byType.put(type, new ArrayList<>()));
        var zones = zones();
        for (int i = 0; i < zones.size(); i++) {
            var zone = zones.get(i);
            var number = i;
            layout.stream()
                    .filter(subnet -> subnet.zone().equals(zone) && !subnet.is("Unused"))
                    .sorted(Comparator.comparing(
                            subnet -> ORDER.indexOf(subnet.spec().type().toLowerCase(java.util.Locale.ROOT))))
                    .forEach(subnet -> register(subnet, number, strategy.toLowerCase(java.util.Locale.ROOT)));
        }
        return registrar.complete(component, outputs());
    }

    private void register(SubnetLayout.Subnet planned, int zone, String strategy) {
        var ownTags = tags(tags, planned.name(), planned.spec().type());
        var subnetTags = new LinkedHashMap<>(planned.spec().tags());
        tags.forEach(subnetTags::putIfAbsent);
        var subnet = registrar.register(
                "aws:ec2/subnet:Subnet",
                planned.name(),
                vpc,
                Map.of(
                        "vpcId", vpc.id(),
                        "availabilityZone", planned.zone(),
                        "cidrBlock", planned.range(),
                        "mapPublicIpOnLaunch", planned.is("Public"),
                        "tags", tags(subnetTags, planned.name(), planned.spec().type())));
        subnets.add(subnet);
        byType.get(planned.spec().type().toLowerCase(java.util.Locale.ROOT)).add(subnet);
        var routeTable = registrar.register(
                "aws:ec2/routeTable:RouteTable", planned.name(), subnet, Map.of("vpcId", vpc.id(), "tags", ownTags));
        registrar.register(
                "aws:ec2/routeTableAssociation:RouteTableAssociation",
                planned.name(),
                routeTable,
                Map.of("routeTableId", routeTable.id(), "subnetId", subnet.id()));
        if (planned.is("Public")) {
            registerNatGateway(subnet, zone, strategy);
            route(planned.name(), routeTable, "gatewayId", gateway);
        } else if (planned.is("Private") && !strategy.equals("none")) {
            route(planned.name(), routeTable, "natGatewayId", natGateways.get(strategy.equals("single") ? 0 : zone));
        }
    }

    private void registerNatGateway(Registered subnet, int zone, String strategy) {
        var wanted = strategy.equals("single") ? 1 : strategy.equals("oneperaz") ? zone + 1 : 0;
        if (natGateways.size() >= wanted) {
            return;
        }
        var natName = name + "-" + (zone + 1);
        var natTags = tags(tags, natName, "");
        var address = registrar.register("aws:ec2/eip:Eip", natName, subnet, Map.of("tags", natTags));
        natGateways.add(registrar.register(
                "aws:ec2/natGateway:NatGateway",
                natName,
                subnet,
                Map.of("subnetId", subnet.id(), "allocationId", address.output("allocationId"), "tags", natTags)));
    }

    private void route(String routeName, Registered routeTable, String target, Registered to) {
        registrar.register(
                "aws:ec2/route:Route",
                routeName,
                routeTable,
                Map.of("routeTableId", routeTable.id(), target, to.id(), "destinationCidrBlock", ANYWHERE));
    }

    private Map<String, Object> outputs() {
        return Map.of(
                "vpcId", vpc.id(),
                "publicSubnetIds", ids(byType.get("public")),
                "privateSubnetIds", ids(byType.get("private")),
                "isolatedSubnetIds", ids(byType.get("isolated")));
    }

    private static List<Object> ids(List<Registered> subnets) {
        return subnets.stream().map(Registered::id).map(Object.class::cast).toList();
    }

    private List<SubnetLayout.Subnet> layout(String strategy) {
        if (!"Auto".equals(inputs.get("subnetStrategy"))) {
            throw refusal("the sandbox lays out subnets with subnetStrategy Auto only, and got "
                    + inputs.get("subnetStrategy") + "; set it to Auto");
        }
        for (var unknown : List.of("vpcEndpointSpecs", "ipv4IpamPoolId", "availabilityZoneCidrMask")) {
            if (inputs.containsKey(unknown)) {
                throw refusal(
                        "the sandbox's awsx:ec2:Vpc has no " + unknown + "; declare the resource with aws instead");
            }
        }
        if (!List.of("none", "single", "oneperaz").contains(strategy.toLowerCase(java.util.Locale.ROOT))) {
            throw refusal("Unknown NatGatewayStrategy '" + strategy + "'; there are None, Single and OnePerAz");
        }
        var specs =
                ResourceType.values("subnetSpecs", inputs).map(AwsxVpc::spec).toList();
        var layout = SubnetLayout.of(name, range(), zones(), specs);
        var both = layout.stream().anyMatch(subnet -> subnet.is("Public"))
                && layout.stream().anyMatch(subnet -> subnet.is("Private"));
        if (!strategy.equalsIgnoreCase("None") && !both) {
            throw refusal("If NAT Gateway strategy is 'OnePerAz' or 'Single', both private and public subnets must be"
                    + " declared. The private subnet creates the need for a NAT Gateway, and the public subnet is"
                    + " required to host the NAT Gateway resource.");
        }
        return layout;
    }

    private static SubnetLayout.Spec spec(Object given) {
        var spec = object(given);
        if (spec.containsKey("cidrBlocks") || spec.containsKey("size")) {
            throw refusal("the sandbox sizes subnets by cidrMask only; give that instead of " + spec.keySet());
        }
        return new SubnetLayout.Spec(
                String.valueOf(spec.get("type")),
                String.valueOf(spec.getOrDefault("name", "")),
                spec.get("cidrMask") instanceof Integer mask ? mask : 0,
                object(spec.get("tags")));
    }

    private String range() {
        return String.valueOf(inputs.getOrDefault("cidrBlock", "10.0.0.0/16"));
    }

    private List<String> zones() {
        if (inputs.get("availabilityZoneNames") instanceof List<?> names) {
            if (inputs.containsKey("numberOfAvailabilityZones")) {
                throw refusal("Only one of [availabilityZoneNames] and [numberOfAvailabilityZones] can be specified");
            }
            return names.stream().map(String::valueOf).toList();
        }
        return registrar.zones((int) inputs.getOrDefault("numberOfAvailabilityZones", 3));
    }

    private static Map<String, Object> tags(Map<String, Object> tags, String name, String subnetType) {
        var all = new LinkedHashMap<String, Object>();
        all.put("Name", name);
        all.putAll(tags);
        if (!subnetType.isEmpty()) {
            all.put("Name", name);
            all.put("SubnetType", subnetType);
        }
        return all;
    }

    private static AwsException refusal(String message) {
        return new AwsException("InvalidArgument", message);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}
