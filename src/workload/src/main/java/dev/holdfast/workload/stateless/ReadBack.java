package dev.holdfast.workload.stateless;

import com.pulumi.aws.ecs.EcsFunctions;
import com.pulumi.aws.ecs.Service;
import com.pulumi.aws.ecs.TaskDefinition;
import com.pulumi.aws.ecs.inputs.GetServiceArgs;
import com.pulumi.aws.ecs.outputs.GetServiceResult;
import com.pulumi.core.Output;
import com.pulumi.deployment.Deployment;
import com.pulumi.deployment.InvokeOutputOptions;
import com.pulumi.resources.Resource;
import java.util.List;
import java.util.stream.Stream;

/** Asks ECS what a service runs: it is steady after a rollback too, and its update then a success (pulumi-aws#4487). */
final class ReadBack {
    private ReadBack() {}

    /**
     * The task definition that runs, once it is known to be the one that was registered.
     *
     * @param component in whose account to ask
     */
    static Output<String> running(
            Resource component, FargateService.Args args, TaskDefinition registered, Service service) {
        if (Deployment.getInstance().isDryRun()) {
            return registered.arn();
        }
        var found = EcsFunctions.getService(
                GetServiceArgs.builder()
                        .clusterArn(args.cluster().arn())
                        .serviceName(service.name())
                        .build(),
                new InvokeOutputOptions.Builder()
                        .parent(component)
                        .dependsOn(service)
                        .build());
        return Output.tuple(
                        registered.arn(),
                        found.applyValue(GetServiceResult::taskDefinition),
                        args.container().logGroup())
                .applyValue(all -> RolledBack.unlessSame(args.serviceName(), all.t1, all.t2, all.t3));
    }

    /**
     * What a service waits for, where another service among it counts only when it runs what was registered: a dependency
     * alone would be content with the resources of one that was rolled back.
     */
    static Output<List<Resource>> settled(Stream<Resource> after) {
        return Output.all(after.map(ReadBack::settled).toList());
    }

    private static Output<Resource> settled(Resource one) {
        // In a preview, what is to run may be unknown, and nothing waits.
        return one instanceof FargateService service
                        && !Deployment.getInstance().isDryRun()
                ? service.taskDefinition.applyValue(running -> one)
                : Output.of(one);
    }
}
