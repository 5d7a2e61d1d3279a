package dev.holdfast.workload.stateless;

import com.pulumi.aws.ec2.Ec2Functions;
import com.pulumi.aws.ec2.SecurityGroup;
import com.pulumi.aws.ec2.SecurityGroupArgs;
import com.pulumi.aws.ec2.VpcEndpoint;
import com.pulumi.aws.ec2.VpcEndpointArgs;
import com.pulumi.aws.ec2.inputs.GetRouteTableArgs;
import com.pulumi.aws.ec2.outputs.GetRouteTableResult;
import com.pulumi.core.Output;
import com.pulumi.deployment.InvokeOutputOptions;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.holdfast.conventions.Names;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The ways from private subnets to AWS that do not pass the internet. To S3 there always is one: it costs nothing, and
 * the layers of images, which are most of what tasks fetch, need no NAT gateway. To other services there is one where
 * there is no NAT, and in each zone it costs by the hour. Needs the private subnets, each with its route table. Exposes
 * the group of the interface endpoints, which lets nobody in yet, and the prefix list of S3.
 */
public final class VpcEndpoints extends ComponentResource {
    /** The group of the interface endpoints, if there are any. */
    public final Optional<Output<String>> securityGroupId;

    /** The addresses of S3, where the registry keeps the layers of images. */
    public final Output<String> s3PrefixListId;

    private final String name;
    private final Args args;
    private final CustomResourceOptions child;

    /**
     * The endpoints of one VPC.
     *
     * @param names what their group is called in AWS
     * @param region that of the VPC: an endpoint reaches no other
     * @param accountId whose roles may use them
     * @param services the services with an interface endpoint, such as {@code ecr.api}
     * @param subnetIds private subnets, one in each zone
     * @param routing what gives the subnets their route tables
     */
    public record Args(
            Names names,
            String region,
            Output<String> accountId,
            Set<String> services,
            Output<String> vpcId,
            Output<List<String>> subnetIds,
            Resource routing) {
        public Args {
            services = Set.copyOf(services);
        }

        String service(String part) {
            return "com.amazonaws." + region + "." + part;
        }
    }

    public VpcEndpoints(String name, Args args, ComponentResourceOptions options) {
        super("holdfast:stateless:VpcEndpoints", name, options);
        this.name = name;
        this.args = args;
        child = CustomResourceOptions.builder().parent(this).build();

        securityGroupId = args.services().isEmpty() ? Optional.empty() : Optional.of(interfaces());
        s3PrefixListId = s3().prefixListId();
        registerOutputs(Map.of());
    }

    private Output<String> interfaces() {
        var group = new SecurityGroup(
                name,
                SecurityGroupArgs.builder()
                        .name(args.names().of("endpoints"))
                        // AWS cannot change a description: another text is another group.
                        .description("The interface endpoints of AWS services")
                        .vpcId(args.vpcId())
                        .build(),
                child);
        new TreeSet<>(args.services()).forEach(service -> interfaceEndpoint(service, group.id()));
        return group.id();
    }

    private void interfaceEndpoint(String service, Output<String> groupId) {
        new VpcEndpoint(
                name + "-" + service.replace('.', '-'),
                VpcEndpointArgs.builder()
                        .vpcId(args.vpcId())
                        .serviceName(args.service(service))
                        .vpcEndpointType("Interface")
                        // Inside the VPC, the service's usual name leads to the endpoint.
                        .privateDnsEnabled(true)
                        .subnetIds(args.subnetIds())
                        .securityGroupIds(groupId.applyValue(List::of))
                        .policy(args.accountId().applyValue(EndpointPolicy::ofInterface))
                        .build(),
                child);
    }

    private VpcEndpoint s3() {
        return new VpcEndpoint(
                name + "-s3",
                VpcEndpointArgs.builder()
                        .vpcId(args.vpcId())
                        .serviceName(args.service("s3"))
                        // The registry does not work with S3's interface endpoint.
                        .vpcEndpointType("Gateway")
                        .routeTableIds(routeTables())
                        .policy(args.accountId().applyValue(account -> EndpointPolicy.ofS3(args.region(), account)))
                        .build(),
                child);
    }

    /** The subnets' route tables, which awsx does not tell; unknown in the preview that creates the subnets. */
    private Output<List<String>> routeTables() {
        var options = new InvokeOutputOptions.Builder()
                .parent(this)
                .dependsOn(args.routing())
                .build();
        return args.subnetIds()
                .apply(subnets -> Output.all(subnets.stream()
                        .map(subnet -> Ec2Functions.getRouteTable(
                                        GetRouteTableArgs.builder()
                                                .subnetId(subnet)
                                                .build(),
                                        options)
                                .applyValue(GetRouteTableResult::routeTableId))
                        .toList()));
    }
}
