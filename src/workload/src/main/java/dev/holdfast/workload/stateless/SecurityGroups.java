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
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Who may connect to whom: the internet to the load balancer, the load balancer to web and api, web to api, api and the
 * migration function to the database, and these three to AWS's interfaces. Nothing else, in neither direction. Exposes a
 * group for each of the five.
 *
 * <p>Every connection is two rules, one where it leaves and one where it arrives. Rules are resources of their own:
 * rules inside a group and beside it undo each other with every update.
 */
public final class SecurityGroups extends ComponentResource {
    private static final String INTERNET = "0.0.0.0/0";
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /** The group of the load balancer. */
    public final Output<String> loadBalancer;

    /** The group of the web service. */
    public final Output<String> web;

    /** The group of the api service. */
    public final Output<String> api;

    /** The group of the migration function. */
    public final Output<String> migrations;

    /** The group of the database. */
    public final Output<String> database;

    private final String name;
    private final Args args;
    private final CustomResourceOptions child;

    /**
     * The groups of one VPC.
     *
     * @param names what they are called in AWS
     * @param endpoints the only ways to AWS, where there is no NAT gateway
     */
    public record Args(
            Names names,
            Output<String> vpcId,
            int webPort,
            int apiPort,
            int databasePort,
            Optional<VpcEndpoints> endpoints) {}

    public SecurityGroups(String name, Args args, ComponentResourceOptions options) {
        super("holdfast:stateless:SecurityGroups", name, options);
        this.name = name;
        this.args = args;
        child = CustomResourceOptions.builder().parent(this).build();

        loadBalancer = group("load-balancer", "The load balancer, open to the internet");
        web = group("web", "The tasks of web");
        api = group("api", "The tasks of api");
        migrations = group("migrations", "The migration function");
        database = group("database", "The database");

        arrives("internet-to-load-balancer", loadBalancer, HTTP, rule -> rule.cidrIpv4(INTERNET));
        connects("load-balancer-to-web", loadBalancer, web, args.webPort());
        connects("load-balancer-to-api", loadBalancer, api, args.apiPort());
        // Service Connect's proxy listens on the container's port, in the task's own network interface.
        connects("web-to-api", web, api, args.apiPort());
        connects("api-to-database", api, database, args.databasePort());
        connects("migrations-to-database", migrations, database, args.databasePort());
        args.endpoints().ifPresentOrElse(this::connectsToEndpoints, this::connectsToInternet);

        registerOutputs(Map.of());
    }

    private void connectsToEndpoints(VpcEndpoints endpoints) {
        connects("web-to-endpoints", web, endpoints.securityGroupId, HTTPS);
        connects("api-to-endpoints", api, endpoints.securityGroupId, HTTPS);
        connects("migrations-to-endpoints", migrations, endpoints.securityGroupId, HTTPS);
        // A task fetches its image's layers there; a function's image never passes the VPC.
        leaves("web-to-s3", web, HTTPS, rule -> rule.prefixListId(endpoints.s3PrefixListId));
        leaves("api-to-s3", api, HTTPS, rule -> rule.prefixListId(endpoints.s3PrefixListId));
    }

    /** Image registry, Secrets Manager and CloudWatch have no fixed addresses there. */
    private void connectsToInternet() {
        leaves("web-to-aws", web, HTTPS, rule -> rule.cidrIpv4(INTERNET));
        leaves("api-to-aws", api, HTTPS, rule -> rule.cidrIpv4(INTERNET));
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
