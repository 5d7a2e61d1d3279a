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
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Who may connect to whom: exactly what its connections say, in neither direction anything else. Needs the VPC and
 * its endpoints. Exposes the groups by their names.
 *
 * <p>Every connection is two rules, one where it leaves and one where it arrives. Rules are resources of their own:
 * rules inside a group and beside it undo each other with every update.
 */
public final class SecurityGroups extends ComponentResource {
    /** The group of the load balancer. */
    public static final String LOAD_BALANCER = "load-balancer";

    /** The group of the migration function. */
    public static final String MIGRATIONS = "migrations";

    /** The group of the rotation function. */
    public static final String ROTATION = "rotation";

    /** The group of the database; what a service that reaches the database says. */
    public static final String DATABASE = "database";

    /** The group of the cache, where there is one; what a service that uses it says. */
    public static final String CACHE = "cache";

    private static final String EVERYWHERE = "0.0.0.0/0";

    private final String name;
    private final Args args;
    private final CustomResourceOptions child;
    private final Map<String, Output<String>> groups = new TreeMap<>();

    /**
     * The groups of one VPC.
     *
     * @param names what they are called in AWS
     * @param endpoints the ways to AWS; without an interface endpoint, NAT leads there
     */
    public record Args(
            Names names,
            Output<String> vpcId,
            List<Group> groups,
            List<Connection> connections,
            VpcEndpoints endpoints) {
        public Args {
            groups = List.copyOf(groups);
            connections = List.copyOf(connections);
        }
    }

    /**
     * What belongs together, and is one end of connections.
     *
     * @param description which AWS cannot change: another text is another group
     */
    public record Group(String name, String description) {}

    public SecurityGroups(String name, Args args, ComponentResourceOptions options) {
        super("holdfast:stateless:SecurityGroups", name, options);
        this.name = name;
        this.args = args;
        child = CustomResourceOptions.builder().parent(this).build();

        args.groups().forEach(group -> groups.put(group.name(), declare(group)));
        args.connections().forEach(this::connect);

        registerOutputs(Map.of());
    }

    /** The id of a group. */
    public Output<String> of(String group) {
        var found = groups.get(group);
        if (found == null) {
            throw new IllegalArgumentException(
                    "there is no security group '" + group + "', but only " + groups.keySet());
        }
        return found;
    }

    private Output<String> declare(Group group) {
        var created = new SecurityGroup(
                name + "-" + group.name(),
                SecurityGroupArgs.builder()
                        .name(args.names().of(group.name()))
                        .description(group.description())
                        .vpcId(args.vpcId())
                        .build(),
                child);
        return created.id();
    }

    private void connect(Connection connection) {
        switch (connection.to()) {
            case Connection.AWS ->
                args.endpoints()
                        .securityGroupId
                        .ifPresentOrElse(
                                group -> connect(connection, of(connection.from()), group),
                                () -> leaves(connection, rule -> rule.cidrIpv4(EVERYWHERE)));
            case Connection.S3 -> {
                // Where AWS is the whole internet, S3 is part of it, whichever route leads there.
                if (args.endpoints().securityGroupId.isPresent()) {
                    leaves(connection, rule -> rule.prefixListId(args.endpoints().s3PrefixListId));
                }
            }
            default -> {
                if (connection.from().equals(Connection.INTERNET)) {
                    arrives(connection, of(connection.to()), rule -> rule.cidrIpv4(EVERYWHERE));
                } else {
                    connect(connection, of(connection.from()), of(connection.to()));
                }
            }
        }
    }

    private void connect(Connection connection, Output<String> from, Output<String> to) {
        leaves(connection, rule -> rule.referencedSecurityGroupId(to));
        arrives(connection, to, rule -> rule.referencedSecurityGroupId(from));
    }

    private void leaves(Connection connection, UnaryOperator<SecurityGroupEgressRuleArgs.Builder> to) {
        var rule = SecurityGroupEgressRuleArgs.builder()
                .securityGroupId(of(connection.from()))
                .description(connection.rule())
                .ipProtocol("tcp")
                .fromPort(connection.port())
                .toPort(connection.port());
        new SecurityGroupEgressRule(
                name + "-" + connection.rule(), to.apply(rule).build(), child);
    }

    private void arrives(
            Connection connection, Output<String> group, UnaryOperator<SecurityGroupIngressRuleArgs.Builder> from) {
        var rule = SecurityGroupIngressRuleArgs.builder()
                .securityGroupId(group)
                .description(connection.rule())
                .ipProtocol("tcp")
                .fromPort(connection.port())
                .toPort(connection.port());
        new SecurityGroupIngressRule(
                name + "-" + connection.rule(), from.apply(rule).build(), child);
    }
}
