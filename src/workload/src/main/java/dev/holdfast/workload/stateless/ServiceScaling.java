package dev.holdfast.workload.stateless;

import com.pulumi.aws.appautoscaling.Policy;
import com.pulumi.aws.appautoscaling.PolicyArgs;
import com.pulumi.aws.appautoscaling.Target;
import com.pulumi.aws.appautoscaling.TargetArgs;
import com.pulumi.aws.appautoscaling.inputs.PolicyTargetTrackingScalingPolicyConfigurationArgs;
import com.pulumi.aws.appautoscaling.inputs.PolicyTargetTrackingScalingPolicyConfigurationPredefinedMetricSpecificationArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import java.util.Map;

/**
 * Keeps the number of a service's tasks between a minimum and a maximum, and within these as the load asks for: by the
 * tasks' processors, and by the requests that each gets from the load balancer. Creates the scalable target and, where the
 * bounds differ, a policy for each of the two. Needs the service. Exposes what scheduled actions name.
 *
 * <p>From here on the number is Application Auto Scaling's: the service's own {@code desiredCount} is where it begins.
 * Another minimum or maximum takes effect at once, as registering a target moves the number between its bounds
 * (RegisterScalableTarget in the API reference).
 */
public final class ServiceScaling extends ComponentResource {
    /** The namespace of the scalable target. */
    public static final String SERVICE_NAMESPACE = "ecs";

    /** What of the service scales. */
    public static final String SCALABLE_DIMENSION = "ecs:service:DesiredCount";

    /** Percent of the processors that a task has. Above it, a rollout or a zone that is lost would find no reserve. */
    private static final double CPU = 60;

    /** Seconds between two steps: a task starts within a minute, and one too many costs less than one too few. */
    private static final int SCALE_OUT = 60;

    private static final int SCALE_IN = 300;

    /** The scalable target: {@code service/<cluster>/<service>}. */
    public final Output<String> resourceId;

    /**
     * The scaling of one service.
     *
     * @param policies what the names of its policies begin with
     * @param tasks between which bounds, and how many requests go to each
     * @param requests the load balancer and target group whose requests count: see {@link LoadBalancer.Registration}
     */
    record Args(
            String policies,
            Output<String> clusterName,
            Output<String> serviceName,
            TaskProfile tasks,
            Output<String> requests) {}

    ServiceScaling(String name, Args args, ComponentResourceOptions options) {
        super("holdfast:stateless:ServiceScaling", name, options);
        var child = CustomResourceOptions.builder().parent(this).build();

        var target = new Target(
                name,
                TargetArgs.builder()
                        .serviceNamespace(SERVICE_NAMESPACE)
                        .scalableDimension(SCALABLE_DIMENSION)
                        .resourceId(Output.format("service/%s/%s", args.clusterName(), args.serviceName()))
                        .minCapacity(args.tasks().count())
                        .maxCapacity(args.tasks().most())
                        .build(),
                child);
        if (args.tasks().most() > args.tasks().count()) {
            policy(name, "cpu", args, target, CPU, metric("ECSServiceAverageCPUUtilization"), child);
            policy(
                    name,
                    "requests",
                    args,
                    target,
                    args.tasks().requestsPerMinute(),
                    metric("ALBRequestCountPerTarget").resourceLabel(args.requests()),
                    child);
        }

        resourceId = target.resourceId();
        registerOutputs(Map.of("resourceId", resourceId));
    }

    private static PolicyTargetTrackingScalingPolicyConfigurationPredefinedMetricSpecificationArgs.Builder metric(
            String type) {
        return PolicyTargetTrackingScalingPolicyConfigurationPredefinedMetricSpecificationArgs.builder()
                .predefinedMetricType(type);
    }

    private static void policy(
            String name,
            String by,
            Args args,
            Target target,
            double value,
            PolicyTargetTrackingScalingPolicyConfigurationPredefinedMetricSpecificationArgs.Builder metric,
            CustomResourceOptions child) {
        new Policy(
                name + "-" + by,
                PolicyArgs.builder()
                        .name(args.policies() + "-" + by)
                        .policyType("TargetTrackingScaling")
                        .serviceNamespace(target.serviceNamespace())
                        .scalableDimension(target.scalableDimension())
                        .resourceId(target.resourceId())
                        .targetTrackingScalingPolicyConfiguration(
                                PolicyTargetTrackingScalingPolicyConfigurationArgs.builder()
                                        .targetValue(value)
                                        .predefinedMetricSpecification(metric.build())
                                        .scaleOutCooldown(SCALE_OUT)
                                        .scaleInCooldown(SCALE_IN)
                                        .build())
                        .build(),
                child);
    }
}
