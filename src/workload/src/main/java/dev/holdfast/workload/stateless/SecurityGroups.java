package dev.holdfast.workload.stateless;

import com.pulumi.aws.ec2.SecurityGroup;
import com.pulumi.aws.ec2.SecurityGroupArgs;
import com.pulumi.aws.vpc.SecurityGroupEgressRule;
import com.pulumi.aws.vpc.SecurityGroupEgressRuleArgs;
import com.pulumi.aws.vpc.SecurityGroupIngressRule;
import com.pulumi.aws.vpc.SecurityGroupIngressRuleArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import dev.holdfast.conventions.Names;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Who may connect to whom: the internet to the load balancer, the load balancer to every service, a service to what it
 * says, the migration function to the database, and services and function to AWS's interfaces. Nothing else, in neither
 * direction. Exposes a group for each of them.
 *
 * <p>Every connection is two rules, one where it leaves and one where it arrives. Rules are resources of their own:
 * rules inside a group and beside it undo each other with every update.
 */
public final class SecurityGroups extends ComponentResource {
    /** What a service that reaches the database says. */
    public static final String DATABASE = "database";

    private static final String INTERNET = "0.0.0.0/0";
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /** The group of the load balancer. */
    public final Output<String> loadBalancer;

    /** The group of the migration function. */
    public final Output<String> migrations;

    /** The group of the database. */
    public final Output<String> database;

    private final String name;
    private final Args args;
    private final CustomResourceOptions child;
    private final Map<String, Peer> peers = new TreeMap<>();

    /**
     * The groups of one VPC.
     *
     * @param names what they are called in AWS
     * @param endpoints the only ways to AWS, where there is no NAT gateway
     */
    public record Args(
            Names names,
            Output<String> vpcId,
            List<Member> services,
            int databasePort,
            Optional<VpcEndpoints> endpoints) {
        public Args {
            services = List.copyOf(services);
        }
    }

    /**
     * A service.
     *
     * @param port where it listens
     * @param reaches the names of other services that it connects to, and {@link #DATABASE}
     */
    public record Member(String name, int port, Set<String> reaches) {
        public Member {
            reaches = Set.copyOf(reaches);
        }
    }

    private record Peer(Output<String> group, int port) {}

    public SecurityGroups(String name, Args args, ComponentResourceOptions options) {
        super("holdfast:stateless:SecurityGroups", name, options);
        this.name = name;
        this.args = args;
        child = CustomResourceOptions.builder().parent(this).build();

        loadBalancer = group("load-balancer", "The load balancer, open to the internet");
        for (var service : args.services()) {
            peers.put(
                    service.name(), new Peer(group(service.name(), "The tasks of " + service.name()), service.port()));
        }
        migrations = group("migrations", "The migration function");
        database = group(DATABASE, "The database");
        peers.put(DATABASE, new Peer(database, args.databasePort()));

        arrives("internet-to-load-balancer", loadBalancer, HTTP, rule -> rule.cidrIpv4(INTERNET));
        args.services().forEach(this::connects);
        connects("migrations-to-database", migrations, database, args.databasePort());
        args.endpoints().ifPresentOrElse(this::connectsToEndpoints, this::connectsToInternet);

        registerOutputs(Map.of());
    }

    private void connects(Member service) {
        var group = of(service.name());
        connects("load-balancer-to-" + service.name(), loadBalancer, group, service.port());
        // Service Connect's proxy listens on the container's port, in the task's own network interface.
        service.reaches()
                .forEach(to -> connects(service.name() + "-to-" + to, group, peer(to).group(), peer(to).port()));
    }

    /** The group of a service. */
    public Output<String> of(String service) {
        return peer(service).group();
    }

    private Peer peer(String name) {
        var peer = peers.get(name);
        if (peer == null) {
            throw new IllegalArgumentException("nobody can reach '" + name + "', but only " + peers.keySet());
        }
        return peer;
    }

    private void connectsToEndpoints(VpcEndpoints endpoints) {
        for (var service : args.services()) {
            var name = service.name();
            connects(name + "-to-endpoints", of(name), endpoints.securityGroupId, HTTPS);
            // A task fetches its image's layers there; a function's image never passes the VPC.
            leaves(name + "-to-s3", of(name), HTTPS, rule -> rule.prefixListId(endpoints.s3PrefixListId));
        }
        connects("migrations-to-endpoints", migrations, endpoints.securityGroupId, HTTPS);
    }

    /** Image registry, Secrets Manager and CloudWatch have no fixed addresses there. */
    private void connectsToInternet() {
        for (var service : args.services()) {
            leaves(service.name() + "-to-aws", of(service.name()), HTTPS, rule -> rule.cidrIpv4(INTERNET));
        }
        leaves("migrations-to-aws", migrations, HTTPS, rule -> rule.cidrIpv4(INTERNET));
    }

    private Output<String> group(String part, String description) {
        var group = new SecurityGroup(
                name + "-" + part,
                SecurityGroupArgs.builder()
                        .name(args.names().of(part))
                        // AWS cannot change a description: another text is another group.
                        .description(description)
                        .vpcId(args.vpcId())
                        .build(),
                child);
        return group.id();
    }

    private void connects(String rule, Output<String> from, Output<String> to, int port) {
        leaves(rule, from, port, egress -> egress.referencedSecurityGroupId(to));
        arrives(rule, to, port, ingress -> ingress.referencedSecurityGroupId(from));
    }

    private void leaves(
            String rule, Output<String> from, int port, UnaryOperator<SecurityGroupEgressRuleArgs.Builder> to) {
        var args = SecurityGroupEgressRuleArgs.builder()
                .securityGroupId(from)
                .description(rule)
                .ipProtocol("tcp")
                .fromPort(port)
                .toPort(port);
        new SecurityGroupEgressRule(name + "-" + rule, to.apply(args).build(), child);
    }

    private void arrives(
            String rule, Output<String> to, int port, UnaryOperator<SecurityGroupIngressRuleArgs.Builder> from) {
        var args = SecurityGroupIngressRuleArgs.builder()
                .securityGroupId(to)
                .description(rule)
                .ipProtocol("tcp")
                .fromPort(port)
                .toPort(port);
        new SecurityGroupIngressRule(name + "-" + rule, from.apply(args).build(), child);
    }
}
