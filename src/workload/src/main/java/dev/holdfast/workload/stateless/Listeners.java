package dev.holdfast.workload.stateless;

import com.pulumi.aws.lb.Listener;
import com.pulumi.aws.lb.ListenerArgs;
import com.pulumi.aws.lb.ListenerRule;
import com.pulumi.aws.lb.ListenerRuleArgs;
import com.pulumi.aws.lb.TargetGroup;
import com.pulumi.aws.lb.TargetGroupArgs;
import com.pulumi.aws.lb.inputs.ListenerDefaultActionArgs;
import com.pulumi.aws.lb.inputs.ListenerDefaultActionRedirectArgs;
import com.pulumi.aws.lb.inputs.ListenerRuleActionArgs;
import com.pulumi.aws.lb.inputs.ListenerRuleConditionArgs;
import com.pulumi.aws.lb.inputs.ListenerRuleConditionPathPatternArgs;
import com.pulumi.aws.lb.inputs.TargetGroupHealthCheckArgs;
import com.pulumi.resources.CustomResourceOptions;
import dev.holdfast.workload.stateless.LoadBalancer.Https;
import dev.holdfast.workload.stateless.LoadBalancer.Registration;
import dev.holdfast.workload.stateless.LoadBalancer.Route;
import dev.holdfast.workload.stateless.LoadBalancer.Target;
import java.util.HashMap;
import java.util.Map;

/**
 * The listeners of a load balancer: with a certificate one for HTTPS, which forwards, and one for HTTP, which only
 * redirects to it; without a certificate one for HTTP, which forwards.
 */
final class Listeners {
    static final int HTTP = 80;
    static final int HTTPS = 443;

    /**
     * TLS 1.2 and 1.3 with forward secrecy and authenticated encryption only, and key exchange that a quantum computer
     * does not undo for clients that know it: what AWS recommends, and among those that Security Hub's control ELB.17
     * accepts. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
     */
    static final String TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";

    private final String name;
    private final com.pulumi.aws.lb.LoadBalancer balancer;
    private final LoadBalancer.Args args;
    private final CustomResourceOptions child;
    private final Map<String, Registration> registrations = new HashMap<>();

    /** Declares them, as children of the load balancer's component, whose name theirs begin with. */
    Listeners(
            String name, com.pulumi.aws.lb.LoadBalancer balancer, LoadBalancer.Args args, CustomResourceOptions child) {
        this.name = name;
        this.balancer = balancer;
        this.args = args;
        this.child = child;

        var fallback = targetGroup(args.otherwise());
        var forward = ListenerDefaultActionArgs.builder()
                .type("forward")
                .targetGroupArn(fallback.arn())
                .build();
        var front = args.https().map(https -> https(https, forward)).orElseGet(() -> http(forward));
        if (args.https().isPresent()) {
            http(redirect());
        }
        registrations.put(args.otherwise().service(), Registration.of(balancer, fallback, front));
        args.routes().forEach(route -> registrations.put(route.target().service(), routed(route, front)));
    }

    /** Where each service registers, by its name. */
    Map<String, Registration> registrations() {
        return Map.copyOf(registrations);
    }

    private Listener https(Https https, ListenerDefaultActionArgs action) {
        return new Listener(
                name + "-https",
                ListenerArgs.builder()
                        .loadBalancerArn(balancer.arn())
                        .port(HTTPS)
                        .protocol("HTTPS")
                        .sslPolicy(TLS_POLICY)
                        .certificateArn(https.certificateArn())
                        .defaultActions(action)
                        .build(),
                child);
    }

    private Listener http(ListenerDefaultActionArgs action) {
        return new Listener(
                name + "-http",
                ListenerArgs.builder()
                        .loadBalancerArn(balancer.arn())
                        .port(HTTP)
                        .protocol("HTTP")
                        .defaultActions(action)
                        .build(),
                child);
    }

    /** Host, path and query stay as they are. */
    private static ListenerDefaultActionArgs redirect() {
        return ListenerDefaultActionArgs.builder()
                .type("redirect")
                .redirect(ListenerDefaultActionRedirectArgs.builder()
                        .protocol("HTTPS")
                        .port(Integer.toString(HTTPS))
                        .statusCode("HTTP_301")
                        .build())
                .build();
    }

    private Registration routed(Route route, Listener listener) {
        var targets = targetGroup(route.target());
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
        return Registration.of(balancer, targets, rule);
    }

    private TargetGroup targetGroup(Target target) {
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
