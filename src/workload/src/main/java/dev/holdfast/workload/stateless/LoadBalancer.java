package dev.holdfast.workload.stateless;

import com.pulumi.aws.lb.Listener;
import com.pulumi.aws.lb.ListenerArgs;
import com.pulumi.aws.lb.ListenerRule;
import com.pulumi.aws.lb.ListenerRuleArgs;
import com.pulumi.aws.lb.LoadBalancerArgs;
import com.pulumi.aws.lb.TargetGroup;
import com.pulumi.aws.lb.TargetGroupArgs;
import com.pulumi.aws.lb.inputs.ListenerDefaultActionArgs;
import com.pulumi.aws.lb.inputs.ListenerRuleActionArgs;
import com.pulumi.aws.lb.inputs.ListenerRuleConditionArgs;
import com.pulumi.aws.lb.inputs.ListenerRuleConditionPathPatternArgs;
import com.pulumi.aws.lb.inputs.TargetGroupHealthCheckArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The way in: an application load balancer with an HTTP listener, which sends each route's paths to its service and all
 * others to one service. Needs public subnets and a security group. Exposes the URL and where the services register.
 */
public final class LoadBalancer extends ComponentResource {
    /** Where the system answers. */
    public final Output<String> url;

    private final Map<String, Registration> registrations = new HashMap<>();

    /**
     * The load balancer.
     *
     * @param loadBalancerName its name in AWS, at most 32 characters
     * @param otherwise what answers the paths that no route names
     */
    public record Args(
            String loadBalancerName,
            Output<String> vpcId,
            Output<List<String>> subnetIds,
            Output<String> securityGroupId,
            Target otherwise,
            List<Route> routes) {
        public Args {
            routes = List.copyOf(routes);
        }
    }

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
     */
    public record Registration(Output<String> targetGroupArn, Resource by) {}

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
                        .build(),
                child);
        var fallback = targetGroup(name, args, args.otherwise(), child);
        var listener = new Listener(
                name + "-http",
                ListenerArgs.builder()
                        .loadBalancerArn(balancer.arn())
                        .port(80)
                        .protocol("HTTP")
                        .defaultActions(ListenerDefaultActionArgs.builder()
                                .type("forward")
                                .targetGroupArn(fallback.arn())
                                .build())
                        .build(),
                child);
        registrations.put(args.otherwise().service(), new Registration(fallback.arn(), listener));
        args.routes()
                .forEach(route ->
                        registrations.put(route.target().service(), routed(name, args, route, listener, child)));

        url = Output.format("http://%s", balancer.dnsName());
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

    private static Registration routed(
            String name, Args args, Route route, Listener listener, CustomResourceOptions child) {
        var targets = targetGroup(name, args, route.target(), child);
        var rule = new ListenerRule(
                name + "-" + route.target().service(),
                ListenerRuleArgs.builder()
                        .listenerArn(listener.arn())
                        .priority(route.priority())
                        .conditions(ListenerRuleConditionArgs.builder()
                                .pathPattern(ListenerRuleConditionPathPatternArgs.builder()
                                        .values(route.paths())
                                        .build())
                                .build())
                        .actions(ListenerRuleActionArgs.builder()
                                .type("forward")
                                .targetGroupArn(targets.arn())
                                .build())
                        .build(),
                child);
        return new Registration(targets.arn(), rule);
    }

    private static TargetGroup targetGroup(String name, Args args, Target target, CustomResourceOptions child) {
        return new TargetGroup(
                name + "-" + target.service(),
                TargetGroupArgs.builder()
                        .name(target.targetGroupName())
                        .vpcId(args.vpcId())
                        .port(target.port())
                        .protocol("HTTP")
                        .targetType("ip")
                        // A request takes seconds; the default of five minutes is added to every deployment.
                        .deregistrationDelay(30)
                        .healthCheck(TargetGroupHealthCheckArgs.builder()
                                .path(target.healthPath())
                                .matcher("200")
                                .interval(10)
                                .timeout(5)
                                .healthyThreshold(2)
                                .unhealthyThreshold(3)
                                .build())
                        .build(),
                child);
    }
}
