package dev.holdfast.workload.stateless;

import com.pulumi.aws.ecs.EcsFunctions;
import com.pulumi.aws.ecs.Service;
import com.pulumi.aws.ecs.ServiceArgs;
import com.pulumi.aws.ecs.TaskDefinition;
import com.pulumi.aws.ecs.TaskDefinitionArgs;
import com.pulumi.aws.ecs.inputs.GetServiceArgs;
import com.pulumi.aws.ecs.inputs.ServiceDeploymentCircuitBreakerArgs;
import com.pulumi.aws.ecs.inputs.ServiceLoadBalancerArgs;
import com.pulumi.aws.ecs.inputs.ServiceNetworkConfigurationArgs;
import com.pulumi.aws.ecs.inputs.TaskDefinitionRuntimePlatformArgs;
import com.pulumi.aws.ecs.outputs.GetServiceResult;
import com.pulumi.core.Output;
import com.pulumi.deployment.Deployment;
import com.pulumi.deployment.InvokeOutputOptions;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.holdfast.conventions.Names;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * A service of one container on ECS Fargate, behind a load balancer.
 *
 * <p>Creates the task definition, its roles and the service, and is complete when the new tasks answer and the old ones
 * are gone. Needs a cluster, private subnets, a security group, a target group, a log group and the secrets it reads.
 * Exposes the task definition that runs.
 *
 * <p>A deployment whose tasks do not become healthy is rolled back by ECS, and fails the update.
 */
public final class FargateService extends ComponentResource {
    /** The ARN of the task definition that the service runs, which is the one of this update. */
    public final Output<String> taskDefinition;

    /** The name of the service. */
    public final Output<String> serviceName;

    /**
     * The service.
     *
     * @param names what it and its roles are called in AWS
     * @param region where it runs
     * @param accountId the account that it runs in
     * @param tasks how many there are
     * @param after what must exist before the first new task starts
     */
    public record Args(
            Names names,
            String region,
            Output<String> accountId,
            Output<String> clusterArn,
            int tasks,
            Container container,
            Placement placement,
            List<Resource> after) {
        public Args {
            after = List.copyOf(after);
        }

        /** Its name in AWS. */
        String serviceName() {
            return names.of(container.name());
        }
    }

    /**
     * What each task runs.
     *
     * @param name its name in the task, and the service's among its environment's
     * @param healthCheck a command in the image that exits with 0 while the container is alive
     * @param environment the variables
     * @param secrets the variables whose values ECS reads when a task starts, with the ARNs of their secrets
     * @param keyArn the key that the secrets are encrypted with
     * @param permissions what its code may do, beside reading its secrets
     */
    public record Container(
            String name,
            Output<ImageReference> image,
            FargateSize size,
            int port,
            List<String> healthCheck,
            Map<String, Output<String>> environment,
            Map<String, Output<String>> secrets,
            Output<String> keyArn,
            Output<String> logGroup,
            Output<String> logGroupArn,
            Optional<Output<List<IamStatement>>> permissions) {
        public Container {
            healthCheck = List.copyOf(healthCheck);
            environment = Map.copyOf(environment);
            secrets = Map.copyOf(secrets);
        }
    }

    /** Where the tasks are, and who reaches them. */
    public record Placement(
            Output<List<String>> subnetIds, Output<String> securityGroupId, Output<String> targetGroupArn) {}

    public FargateService(String name, Args args, ComponentResourceOptions options) {
        super("holdfast:stateless:FargateService", name, options);
        var child = CustomResourceOptions.builder().parent(this).build();

        var roles = new TaskRoles(
                name, args, ComponentResourceOptions.builder().parent(this).build());
        var task = new TaskDefinition(
                name,
                TaskDefinitionArgs.builder()
                        .family(args.serviceName())
                        .requiresCompatibilities("FARGATE")
                        .networkMode("awsvpc")
                        .cpu(Integer.toString(args.container().size().cpu()))
                        .memory(Integer.toString(args.container().size().memory()))
                        .runtimePlatform(TaskDefinitionRuntimePlatformArgs.builder()
                                .operatingSystemFamily("LINUX")
                                .cpuArchitecture("X86_64")
                                .build())
                        .executionRoleArn(roles.executionRoleArn)
                        .taskRoleArn(roles.taskRoleArn)
                        .containerDefinitions(TaskContainer.json(args.container(), args.region()))
                        // ECS cannot go back to a revision that was deregistered, and keeping one costs nothing.
                        .skipDestroy(true)
                        .build(),
                child);
        var service = service(name, args, task);

        serviceName = service.name();
        taskDefinition = running(args, task, service);
        registerOutputs(Map.of("taskDefinition", taskDefinition));
    }

    private Service service(String name, Args args, TaskDefinition task) {
        var placement = args.placement();
        return new Service(
                name,
                ServiceArgs.builder()
                        .name(args.serviceName())
                        .cluster(args.clusterArn())
                        .taskDefinition(task.arn())
                        .desiredCount(args.tasks())
                        .launchType("FARGATE")
                        .availabilityZoneRebalancing("ENABLED")
                        // New tasks start beside the old ones, which leave when the new ones are healthy.
                        .deploymentMinimumHealthyPercent(100)
                        .deploymentMaximumPercent(200)
                        .deploymentCircuitBreaker(ServiceDeploymentCircuitBreakerArgs.builder()
                                .enable(true)
                                .rollback(true)
                                .build())
                        .healthCheckGracePeriodSeconds(120)
                        .waitForSteadyState(true)
                        .networkConfiguration(ServiceNetworkConfigurationArgs.builder()
                                .subnets(placement.subnetIds())
                                .securityGroups(placement.securityGroupId().applyValue(List::of))
                                .assignPublicIp(false)
                                .build())
                        .loadBalancers(ServiceLoadBalancerArgs.builder()
                                .targetGroupArn(placement.targetGroupArn())
                                .containerName(args.container().name())
                                .containerPort(args.container().port())
                                .build())
                        .enableEcsManagedTags(true)
                        .propagateTags("SERVICE")
                        .build(),
                CustomResourceOptions.builder()
                        .parent(this)
                        .dependsOn(args.after())
                        .build());
    }

    /** The service is steady after a rollback too, and its update then a success (pulumi-aws#4487): so ask what it runs. */
    private Output<String> running(Args args, TaskDefinition task, Service service) {
        if (Deployment.getInstance().isDryRun()) {
            return task.arn();
        }
        var found = EcsFunctions.getService(
                GetServiceArgs.builder()
                        .clusterArn(args.clusterArn())
                        .serviceName(service.name())
                        .build(),
                new InvokeOutputOptions.Builder()
                        .parent(this)
                        .dependsOn(service)
                        .build());
        return Output.tuple(
                        task.arn(),
                        found.applyValue(GetServiceResult::taskDefinition),
                        args.container().logGroup())
                .applyValue(all -> RolledBack.unlessSame(args.serviceName(), all.t1, all.t2, all.t3));
    }
}
