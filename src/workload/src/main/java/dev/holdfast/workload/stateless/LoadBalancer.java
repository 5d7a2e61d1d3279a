package dev.holdfast.workload.stateless;

import com.pulumi.aws.lb.LoadBalancerArgs;
import com.pulumi.aws.lb.TargetGroup;
import com.pulumi.aws.lb.inputs.LoadBalancerAccessLogsArgs;
import com.pulumi.aws.route53.Record;
import com.pulumi.aws.route53.RecordArgs;
import com.pulumi.aws.route53.inputs.RecordAliasArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The way in: an application load balancer, which sends each route's paths to its service and all others to one service,
 * by HTTPS where there is a certificate. Where the domain has a hosted zone, its address record leads here. Needs public
 * subnets and a security group. Exposes the URL and where the services register.
 */
public final class LoadBalancer extends ComponentResource {
    /** Where the system answers. */
    public final Output<String> url;

    /** Its ARN, by which its metrics are told apart. */
    public final Output<String> arn;

    /** The name that AWS gives it in DNS. */
    public final Output<String> dnsName;

    /** Seconds in which a connection may be silent: less than the services' 75, or they would close those that it uses. */
    private static final int IDLE_SECONDS = 60;

    private final Map<String, Registration> registrations;

    /**
     * The load balancer.
     *
     * @param loadBalancerName its name in AWS, at most 32 characters
     * @param otherwise what answers the paths that no route names
     * @param https how it answers by HTTPS; without, it answers by HTTP
     * @param accessLogs the bucket that it writes each request into, if any
     */
    public record Args(
            String loadBalancerName,
            Output<String> vpcId,
            Output<List<String>> subnetIds,
            Output<String> securityGroupId,
            Target otherwise,
            List<Route> routes,
            Optional<Https> https,
            boolean deletionProtection,
            Output<Optional<String>> accessLogs) {
        public Args {
            routes = List.copyOf(routes);
        }
    }

    /**
     * What HTTPS takes.
     *
     * @param domain the name that the certificate is for
     * @param certificateArn a certificate that is issued
     * @param zoneId the hosted zone that gets the domain's record, if it is one of AWS's
     */
    public record Https(String domain, Output<String> certificateArn, Optional<Output<String>> zoneId) {}

    /**
     * A service that answers.
     *
     * @param service the name of the service
     * @param targetGroupName its target group's name in AWS, at most 32 characters
     * @param healthPath answers 200 when a task can take requests
     */
    public record Target(String service, String targetGroupName, int port, String healthPath) {}

    /**
     * Paths that a service answers.
     *
     * @param priority the place among the listener's rules: each has its own
     * @param paths patterns, at most five: AWS allows no more values in one rule
     */
    public record Route(Target target, int priority, List<String> paths) {
        public Route {
            paths = List.copyOf(paths);
        }
    }

    /**
     * Where a service registers its tasks.
     *
     * @param by what makes the target group part of the load balancer: ECS refuses a service before that
     * @param requests what names both in the metrics: the ends of their ARNs
     */
    public record Registration(Output<String> targetGroupArn, Resource by, Output<String> requests) {
        static Registration of(com.pulumi.aws.lb.LoadBalancer balancer, TargetGroup targets, Resource by) {
            return new Registration(
                    targets.arn(), by, Output.format("%s/%s", balancer.arnSuffix(), targets.arnSuffix()));
        }
    }

    public LoadBalancer(String name, Args args, ComponentResourceOptions options) {
        super("holdfast:stateless:LoadBalancer", name, options);
        var child = CustomResourceOptions.builder().parent(this).build();

        var balancer = new com.pulumi.aws.lb.LoadBalancer(
                name,
                LoadBalancerArgs.builder()
                        .name(args.loadBalancerName())
                        .loadBalancerType("application")
                        .internal(false)
                        .subnets(args.subnetIds())
                        .securityGroups(args.securityGroupId().applyValue(List::of))
                        .dropInvalidHeaderFields(true)
                        // What is against HTTP but harmless passes, what could smuggle a request does not.
                        .desyncMitigationMode("defensive")
                        .enableHttp2(true)
                        .idleTimeout(IDLE_SECONDS)
                        .enableDeletionProtection(args.deletionProtection())
                        .accessLogs(args.accessLogs().applyValue(LoadBalancer::accessLogs))
                        .build(),
                child);
        registrations = new Listeners(name, balancer, args, child).registrations();
        args.https().ifPresent(https -> https.zoneId().ifPresent(zone -> address(name, https, zone, balancer, child)));

        arn = balancer.arn();
        dnsName = balancer.dnsName();
        url = args.https()
                .map(https -> Output.of("https://" + https.domain()))
                .orElseGet(() -> Output.format("http://%s", balancer.dnsName()));
        registerOutputs(Map.of("url", url));
    }

    /** Where a service registers. */
    public Registration registration(String service) {
        var registration = registrations.get(service);
        if (registration == null) {
            throw new IllegalArgumentException(
                    "the load balancer has no target '" + service + "', but " + registrations.keySet());
        }
        return registration;
    }

    /** No prefix: the organization's bucket lets load balancers write below their account's id only. */
    private static LoadBalancerAccessLogsArgs accessLogs(Optional<String> bucket) {
        return bucket.map(name -> LoadBalancerAccessLogsArgs.builder()
                        .bucket(name)
                        .enabled(true)
                        .build())
                .orElse(null);
    }

    /** An alias, because a load balancer's addresses change. IPv4 alone, like the load balancer. */
    private static void address(
            String name,
            Https https,
            Output<String> zoneId,
            com.pulumi.aws.lb.LoadBalancer balancer,
            CustomResourceOptions child) {
        new Record(
                name,
                RecordArgs.builder()
                        .zoneId(zoneId)
                        .name(https.domain())
                        .type("A")
                        .aliases(RecordAliasArgs.builder()
                                .name(balancer.dnsName())
                                .zoneId(balancer.zoneId())
                                // There is no second address to go to.
                                .evaluateTargetHealth(false)
                                .build())
                        .build(),
                child);
    }
}
