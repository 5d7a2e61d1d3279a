package dev.holdfast.workload.stateless;

import com.pulumi.aws.lb.Listener;
import com.pulumi.aws.lb.ListenerArgs;
import com.pulumi.aws.lb.ListenerRule;
import com.pulumi.aws.lb.ListenerRuleArgs;
import com.pulumi.aws.lb.LoadBalancerArgs;
import com.pulumi.aws.lb.TargetGroup;
import com.pulumi.aws.lb.TargetGroupArgs;
import com.pulumi.aws.lb.inputs.ListenerDefaultActionArgs;
import com.pulumi.aws.lb.inputs.ListenerDefaultActionFixedResponseArgs;
import com.pulumi.aws.lb.inputs.ListenerRuleActionArgs;
import com.pulumi.aws.lb.inputs.ListenerRuleConditionArgs;
import com.pulumi.aws.lb.inputs.ListenerRuleConditionPathPatternArgs;
import com.pulumi.aws.lb.inputs.TargetGroupHealthCheckArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import java.util.List;
import java.util.Map;

/**
 * The way in: an application load balancer with an HTTP listener, which sends a route's paths to a service and answers
 * 404 to all others. Needs public subnets and a security group. Exposes the URL and where the service registers.
 */
public final class LoadBalancer extends ComponentResource {
    /** Where the system answers. */
    public final Output<String> url;

    /** The target group that the route's service registers its tasks with. */
    public final Output<String> targetGroupArn;

    /** What makes the target group part of the load balancer: ECS refuses a service before that. */
    public final Resource route;

    /**
     * The load balancer.
     *
     * @param loadBalancerName its name in AWS, at most 32 characters
     */
    public record Args(
            String loadBalancerName,
            Output<String> vpcId,
            Output<List<String>> subnetIds,
            Output<String> securityGroupId,
            Route route) {}

    /**
     * Paths that a service answers.
     *
     * @param service the name of the service
     * @param targetGroupName its target group's name in AWS, at most 32 characters
     * @param priority the place among the listener's rules: each has its own
     * @param paths patterns, at most five: AWS allows no more values in one rule
     * @param healthPath answers 200 when a task can take requests
     */
    public record Route(
            String service, String targetGroupName, int port, int priority, List<String> paths, String healthPath) {
        public Route {
            paths = List.copyOf(paths);
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
                        .build(),
                child);
        var listener = new Listener(
                name + "-http",
                ListenerArgs.builder()
                        .loadBalancerArn(balancer.arn())
                        .port(80)
                        .protocol("HTTP")
                        .defaultActions(notFound())
                        .build(),
                child);
        var targets = targetGroup(name, args, child);
        route = new ListenerRule(
                name + "-" + args.route().service(),
                ListenerRuleArgs.builder()
                        .listenerArn(listener.arn())
                        .priority(args.route().priority())
                        .conditions(ListenerRuleConditionArgs.builder()
                                .pathPattern(ListenerRuleConditionPathPatternArgs.builder()
                                        .values(args.route().paths())
                                        .build())
                                .build())
                        .actions(ListenerRuleActionArgs.builder()
                                .type("forward")
                                .targetGroupArn(targets.arn())
                                .build())
                        .build(),
                child);

        url = Output.format("http://%s", balancer.dnsName());
        targetGroupArn = targets.arn();
        registerOutputs(Map.of("url", url));
    }

    private static TargetGroup targetGroup(String name, Args args, CustomResourceOptions child) {
        return new TargetGroup(
                name + "-" + args.route().service(),
                TargetGroupArgs.builder()
                        .name(args.route().targetGroupName())
                        .vpcId(args.vpcId())
                        .port(args.route().port())
                        .protocol("HTTP")
                        .targetType("ip")
                        // A request takes seconds; the default of five minutes is added to every deployment.
                        .deregistrationDelay(30)
                        .healthCheck(TargetGroupHealthCheckArgs.builder()
                                .path(args.route().healthPath())
                                .matcher("200")
                                .interval(10)
                                .timeout(5)
                                .healthyThreshold(2)
                                .unhealthyThreshold(3)
                                .build())
                        .build(),
                child);
    }

    private static ListenerDefaultActionArgs notFound() {
        return ListenerDefaultActionArgs.builder()
                .type("fixed-response")
                .fixedResponse(ListenerDefaultActionFixedResponseArgs.builder()
                        .statusCode("404")
                        .contentType("application/json")
                        .messageBody("{\"error\":\"nothing answers this path\"}")
                        .build())
                .build();
    }
}
