package dev.holdfast.workload.stateless;

import com.pulumi.core.Output;
import dev.holdfast.workload.stateless.Alarm.Advice;
import dev.holdfast.workload.stateless.Alarm.Formula;
import dev.holdfast.workload.stateless.Alarm.Limit;
import dev.holdfast.workload.stateless.Alarm.Metric;
import dev.holdfast.workload.stateless.Alarm.Side;
import dev.holdfast.workload.stateless.Alarm.Silence;
import java.util.List;
import java.util.Map;

/**
 * What goes wrong at the way in, before any service is asked.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html">
 *     CloudWatch metrics for your Application Load Balancer</a>
 */
public final class LoadBalancerAlarms {
    static final String NAMESPACE = "AWS/ApplicationELB";
    static final int FIVE_MINUTES = 300;

    private LoadBalancerAlarms() {}

    /** The alarms of a load balancer. */
    public static List<Alarm> of(Output<String> loadBalancerArn, WatchingProfile profile) {
        var dimensions = loadBalancerArn.applyValue(arn -> Map.of("LoadBalancer", dimension(arn)));
        return List.of(new Alarm(
                "load-balancer-errors",
                new Advice(
                        "The load balancer itself answers more than " + profile.errorPercent()
                                + " % of the requests with an error: it reaches no task that answers in time.",
                        "they get a 502, 503 or 504 instead of the page.",
                        "look whether a service has no healthy tasks, and whether a deployment is under way.",
                        "load-balancer-errors"),
                new Formula(
                        // What it refuses because there is no target, it does not count as a request.
                        "IF(FILL(requests, 0) + errors >= " + profile.leastRequests()
                                + ", 100 * errors / (FILL(requests, 0) + errors), 0)",
                        "Requests that the load balancer could not pass on, in percent",
                        Map.of(
                                "requests", new Metric(NAMESPACE, "RequestCount", "Sum", dimensions),
                                "errors", new Metric(NAMESPACE, "HTTPCode_ELB_5XX_Count", "Sum", dimensions))),
                // AWS reports this metric only when it is not zero.
                new Limit(Side.ABOVE, profile.errorPercent(), FIVE_MINUTES, 2, 1, Silence.FINE)));
    }

    static Output<String> dimension(Output<String> arn) {
        return arn.applyValue(known -> dimension(known));
    }

    /**
     * How CloudWatch names a load balancer or a target group: {@code app/<name>/<id>} and {@code targetgroup/<name>/<id>},
     * which is the end of its ARN.
     */
    public static String dimension(String arn) {
        return arn.substring(arn.lastIndexOf(':') + 1).replaceFirst("^loadbalancer/", "");
    }
}
