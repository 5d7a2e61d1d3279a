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

/** What goes wrong in a service behind the load balancer: seen from outside by its target group, and from inside by ECS. */
public final class ServiceAlarms {
    private static final int MINUTE = 60;
    private static final int FIVE_MINUTES = 300;

    private ServiceAlarms() {}

    /**
     * A service.
     *
     * @param name its name among its environment's
     * @param serviceName its name in ECS, known when it runs: before that, an alarm would be a false one
     */
    public record Watched(
            String name,
            Output<String> cluster,
            Output<String> serviceName,
            Output<String> loadBalancerArn,
            Output<String> targetGroupArn) {
        Output<Map<String, String>> targets() {
            return Output.tuple(loadBalancerArn, targetGroupArn, serviceName)
                    .applyValue(known -> Map.of(
                            "LoadBalancer", LoadBalancerAlarms.dimension(known.t1),
                            "TargetGroup", LoadBalancerAlarms.dimension(known.t2)));
        }

        Output<Map<String, String>> tasks() {
            return Output.tuple(cluster, serviceName)
                    .applyValue(known -> Map.of("ClusterName", known.t1, "ServiceName", known.t2));
        }
    }

    /** The alarms of a service. */
    public static List<Alarm> of(Watched service, WatchingProfile profile) {
        return List.of(
                errors(service, profile),
                latency(service, profile),
                unhealthy(service),
                noTasks(service),
                busy(service, profile),
                full(service, profile));
    }

    private static Alarm errors(Watched service, WatchingProfile profile) {
        return new Alarm(
                service.name() + "-errors",
                new Advice(
                        service.name() + " answers more than " + profile.errorPercent()
                                + " % of its requests with a 5xx.",
                        "what they do fails, and trying again may help or not.",
                        "read its log; if it began with a deployment, go back to the release before.",
                        "errors"),
                new Formula(
                        "IF(requests >= " + profile.leastRequests() + ", 100 * FILL(errors, 0) / requests, 0)",
                        "Answers of " + service.name() + " with a 5xx, in percent",
                        Map.of(
                                "requests", target(service, "RequestCount", "Sum"),
                                "errors", target(service, "HTTPCode_Target_5XX_Count", "Sum"))),
                // Nobody asked, nobody got an error. The first five bad minutes are enough, and two good ones end it.
                new Limit(Side.ABOVE, profile.errorPercent(), FIVE_MINUTES, 2, 1, Silence.FINE));
    }

    private static Alarm latency(Watched service, WatchingProfile profile) {
        return new Alarm(
                service.name() + "-latency",
                new Advice(
                        "One in twenty requests takes " + service.name() + " longer than " + profile.latencyMillis()
                                + " ms.",
                        "the page is slow, or some give up.",
                        "compare with CPU and connections of the database and CPU of the tasks, on the dashboard.",
                        "latency"),
                target(service, "TargetResponseTime", "p95"),
                Limit.of(Side.ABOVE, profile.latencyMillis() / 1000.0, FIVE_MINUTES, 3, Silence.FINE));
    }

    /** New tasks are not counted before they are healthy for the first time, so a deployment does not set it off. */
    private static Alarm unhealthy(Watched service) {
        return new Alarm(
                service.name() + "-unhealthy",
                new Advice(
                        "A task of " + service.name()
                                + " has not answered its health check for ten minutes, and ECS has"
                                + " not replaced it with a healthy one.",
                        "nothing, as long as other tasks answer.",
                        "look at the service's events and at the log of the task.",
                        "unhealthy"),
                target(service, "UnHealthyHostCount", "Maximum"),
                // Without any target there is no such number; then it is the alarm for no tasks that goes off.
                Limit.of(Side.ABOVE, 0, MINUTE, 10, Silence.FINE));
    }

    private static Alarm noTasks(Watched service) {
        return new Alarm(
                service.name() + "-no-tasks",
                new Advice(
                        service.name() + " has had no healthy task for three minutes.",
                        "they get errors only.",
                        "look at the service's events for why its tasks stop; go back to the release before if it began"
                                + " with a deployment.",
                        "no-tasks"),
                target(service, "HealthyHostCount", "Maximum"),
                // A target group without targets measures nothing at all.
                Limit.of(Side.BELOW, 1, MINUTE, 3, Silence.TROUBLE));
    }

    private static Alarm busy(Watched service, WatchingProfile profile) {
        return new Alarm(
                service.name() + "-cpu",
                new Advice(
                        "The tasks of " + service.name() + " have used more than " + profile.cpuPercent()
                                + " % of their CPU for 15 minutes: more tasks did not help, or there may be no more.",
                        "it gets slow.",
                        "raise how many tasks there may be, if the load is real; look for a loop in the newest release, if it is"
                                + " not.",
                        "cpu"),
                task(service, "CPUUtilization"),
                Limit.of(Side.ABOVE, profile.cpuPercent(), FIVE_MINUTES, 3, Silence.FINE));
    }

    private static Alarm full(Watched service, WatchingProfile profile) {
        return new Alarm(
                service.name() + "-memory",
                new Advice(
                        "The tasks of " + service.name() + " have used more than " + profile.memoryPercent()
                                + " % of their memory for 15 minutes.",
                        "nothing yet; a task that needs more is killed, and the requests in it fail.",
                        "raise its memory, then look for what grows.",
                        "memory"),
                task(service, "MemoryUtilization"),
                Limit.of(Side.ABOVE, profile.memoryPercent(), FIVE_MINUTES, 3, Silence.FINE));
    }

    private static Metric target(Watched service, String metric, String statistic) {
        return new Metric(LoadBalancerAlarms.NAMESPACE, metric, statistic, service.targets());
    }

    private static Metric task(Watched service, String metric) {
        return new Metric("AWS/ECS", metric, "Average", service.tasks());
    }
}
