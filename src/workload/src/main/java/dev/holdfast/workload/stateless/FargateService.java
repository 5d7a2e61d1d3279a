package dev.holdfast.workload.stateless;

import com.pulumi.aws.ecs.Service;
import com.pulumi.aws.ecs.ServiceArgs;
import com.pulumi.aws.ecs.TaskDefinition;
import com.pulumi.aws.ecs.TaskDefinitionArgs;
import com.pulumi.aws.ecs.inputs.ServiceDeploymentCircuitBreakerArgs;
import com.pulumi.aws.ecs.inputs.ServiceLoadBalancerArgs;
import com.pulumi.aws.ecs.inputs.ServiceNetworkConfigurationArgs;
import com.pulumi.aws.ecs.inputs.TaskDefinitionRuntimePlatformArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.holdfast.conventions.Names;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * A service of one container on ECS Fargate, behind a load balancer.
 *
 * <p>Creates the task definition, its roles, the service and its scaling, and is complete when the new tasks answer and the
 * old ones are gone. Needs a cluster, private subnets, a security group, a load balancer, a Service Connect namespace, a
 * log group and the secrets it reads. Exposes the task definition that runs, and what scales.
 *
 * <p>A deployment whose tasks do not become healthy is rolled back by ECS, and fails the update; a service that comes after
 * it is then not deployed.
 */
public final class FargateService extends ComponentResource {
    /** The ARN of the task definition that the service runs, which is the one of this update. */
    public final Output<String> taskDefinition;

    /** The name of the service. */
    public final Output<String> serviceName;

    /** How many tasks there are, and who decides that. */
    public final ServiceScaling scaling;

    /**
     * The service.
     *
     * @param names what it and its roles are called in AWS
     * @param region where it runs
     * @param accountId the account that it runs in
     * @param tasks how many there are, and how large they are
     * @param revision what becomes of its task definitions
     * @param connect how it reaches other services, and they it
     * @param after what must exist before the first new task starts
     */
    public record Args(
            Names names,
            String region,
            Output<String> accountId,
            Cluster cluster,
            TaskProfile tasks,
            Container container,
            Revision revision,
            Placement placement,
            ServiceConnect connect,
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
     * The cluster.
     *
     * @param spot which of its services' tasks AWS may take back
     * @param exec how people run commands in tasks, where they may
     */
    public record Cluster(Output<String> name, Output<String> arn, Spot spot, Optional<ExecSessions> exec) {}

    /**
     * A task definition that the service has.
     *
     * @param tags what it was deployed from
     * @param kept whether it stays when another one follows, or the service goes: ECS cannot go back to one that was
     *     deregistered
     */
    public record Revision(Map<String, String> tags, boolean kept) {
        public Revision {
            tags = Map.copyOf(tags);
        }
    }

    /**
     * What each task runs.
     *
     * @param name its name in the task, and the service's among its environment's
     * @param healthCheck a command in the image that exits with 0 while the container is alive
     * @param environment the variables
     * @param secrets what it reads of them
     * @param permissions what its code may do, beside reading its secrets
     */
    public record Container(
            String name,
            Output<ImageReference> image,
            int port,
            List<String> healthCheck,
            Map<String, Output<String>> environment,
            Optional<Secrets> secrets,
            Output<String> logGroup,
            Output<String> logGroupArn,
            Optional<Output<List<IamStatement>>> permissions) {
        public Container {
            healthCheck = List.copyOf(healthCheck);
            environment = Map.copyOf(environment);
        }
    }

    /**
     * The secrets of a container.
     *
     * @param variables the variables whose values ECS reads when a task starts, with the ARNs of their secrets
     * @param keyArn the key that the secrets are encrypted with
     */
    public record Secrets(Map<String, Output<String>> variables, Output<String> keyArn) {
        public Secrets {
            variables = Map.copyOf(variables);
        }
    }

    /** Where the tasks are, and who reaches them. */
    public record Placement(
            Output<List<String>> subnetIds, Output<String> securityGroupId, LoadBalancer.Registration registration) {}

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
                        .cpu(Integer.toString(args.tasks().size().cpu()))
                        .memory(Integer.toString(args.tasks().size().memory()))
                        .runtimePlatform(TaskDefinitionRuntimePlatformArgs.builder()
                                .operatingSystemFamily("LINUX")
                                .cpuArchitecture(CpuArchitecture.OF_TASKS)
                                .build())
                        .executionRoleArn(roles.executionRoleArn)
                        .taskRoleArn(roles.taskRoleArn)
                        .containerDefinitions(TaskContainer.json(args))
                        .volumes(args.cluster()
                                .exec()
                                .map(exec -> ExecSessions.volumes())
                                .orElse(List.of()))
                        .tags(args.revision().tags())
                        // Keeping one costs nothing.
                        .skipDestroy(args.revision().kept())
                        .build(),
                child);
        var service = service(name, args, task);

        scaling = new ServiceScaling(
                name,
                new ServiceScaling.Args(
                        args.serviceName(),
                        args.cluster().name(),
                        service.name(),
                        args.tasks(),
                        args.placement().registration().requests()),
                ComponentResourceOptions.builder().parent(this).build());
        serviceName = service.name();
        taskDefinition = ReadBack.running(this, args, task, service);
        registerOutputs(Map.of("taskDefinition", taskDefinition));
    }

    private Service service(String name, Args args, TaskDefinition task) {
        var placement = args.placement();
        return new Service(
                name,
                ServiceArgs.builder()
                        .name(args.serviceName())
                        .cluster(args.cluster().arn())
                        .taskDefinition(task.arn())
                        .desiredCount(args.tasks().count())
                        .capacityProviderStrategies(
                                args.cluster().spot().strategy(args.tasks().count()))
                        // Without it, the provider replaces the service for another strategy.
                        .forceNewDeployment(true)
                        .platformVersion("LATEST")
                        .enableExecuteCommand(args.cluster().exec().isPresent())
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
                                .targetGroupArn(placement.registration().targetGroupArn())
                                .containerName(args.container().name())
                                .containerPort(args.container().port())
                                .build())
                        .serviceConnectConfiguration(args.connect().configuration(args.container(), args.region()))
                        .enableEcsManagedTags(true)
                        .propagateTags("SERVICE")
                        .build(),
                CustomResourceOptions.builder()
                        .parent(this)
                        .dependsOn(ReadBack.settled(
                                Stream.concat(Stream.of(placement.registration().by()), args.after().stream())))
                        // It is the scaling's: with it, each update would undo what the load asked for.
                        .ignoreChanges(List.of("desiredCount"))
                        .build());
    }
}
