package dev.holdfast.workload;

import com.pulumi.aws.Provider;
import com.pulumi.aws.ecs.Cluster;
import com.pulumi.aws.ecs.ClusterArgs;
import com.pulumi.aws.ecs.ClusterCapacityProviders;
import com.pulumi.aws.ecs.ClusterCapacityProvidersArgs;
import com.pulumi.aws.ecs.inputs.ClusterSettingArgs;
import com.pulumi.aws.servicediscovery.HttpNamespace;
import com.pulumi.aws.servicediscovery.HttpNamespaceArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.holdfast.conventions.Names;
import dev.holdfast.workload.stateful.ServiceLogs;
import dev.holdfast.workload.stateless.ExecSessions;
import dev.holdfast.workload.stateless.FargateService;
import dev.holdfast.workload.stateless.Spot;
import java.util.Locale;
import java.util.Optional;

/**
 * Where an environment's services run.
 *
 * @param member what a service has to know of it
 * @param namespaceArn the namespace of Service Connect, in which services find each other
 * @param capacity what must be there before the first service: the capacity that it may ask for
 */
record ServiceCluster(FargateService.Cluster member, Output<String> namespaceArn, Resource capacity) {
    /** The cluster of an environment, whose sessions of ECS Exec, if it has any, are encrypted with this key. */
    static ServiceCluster declare(
            Settings settings, Output<String> accountId, Output<String> keyArn, Provider provider) {
        var profile = settings.profile().services();
        var name = Names.of(settings.environment()).of("services");
        var child = CustomResourceOptions.builder().provider(provider).build();
        var exec = profile.exec()
                ? Optional.of(sessions(
                        settings,
                        accountId,
                        keyArn,
                        ComponentResourceOptions.builder().providers(provider).build()))
                : Optional.<ExecSessions>empty();

        var arguments = ClusterArgs.builder()
                .name(name)
                .settings(ClusterSettingArgs.builder()
                        .name("containerInsights")
                        .value(profile.containerInsights().name().toLowerCase(Locale.ROOT))
                        .build());
        exec.map(ExecSessions::configuration).ifPresent(arguments::configuration);
        var cluster = new Cluster("cluster", arguments.build(), child);
        var capacity = new ClusterCapacityProviders(
                "cluster",
                ClusterCapacityProvidersArgs.builder()
                        .clusterName(cluster.name())
                        .capacityProviders(Spot.capacityProviders())
                        .build(),
                child);
        var namespace = new HttpNamespace(
                "namespace", HttpNamespaceArgs.builder().name(name).build(), child);
        return new ServiceCluster(
                new FargateService.Cluster(cluster.name(), cluster.arn(), profile.spot(), exec),
                namespace.arn(),
                capacity);
    }

    /** What a person did in a task is known for as long as what the task did. */
    private static ExecSessions sessions(
            Settings settings, Output<String> accountId, Output<String> keyArn, ComponentResourceOptions inAccount) {
        var logs = new ServiceLogs(
                "exec-logs",
                new ServiceLogs.Args(
                        settings.environment(),
                        "exec",
                        settings.region(),
                        accountId,
                        settings.profile().logs().days(),
                        keyArn),
                inAccount);
        return new ExecSessions(keyArn, logs.logGroup, logs.arn);
    }
}
