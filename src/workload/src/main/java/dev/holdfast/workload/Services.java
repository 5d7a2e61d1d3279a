package dev.holdfast.workload;

import com.pulumi.aws.Provider;
import com.pulumi.aws.ecs.Cluster;
import com.pulumi.aws.ecs.ClusterArgs;
import com.pulumi.aws.ecs.inputs.ClusterSettingArgs;
import com.pulumi.aws.servicediscovery.HttpNamespace;
import com.pulumi.aws.servicediscovery.HttpNamespaceArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.holdfast.conventions.Names;
import dev.holdfast.workload.stateful.ServiceLogs;
import dev.holdfast.workload.stateless.FargateService;
import dev.holdfast.workload.stateless.LoadBalancer;
import dev.holdfast.workload.stateless.Network;
import dev.holdfast.workload.stateless.SecurityGroups;
import dev.holdfast.workload.stateless.ServiceConnect;
import dev.holdfast.workload.stateless.ServiceConnect.ClientAlias;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/** The cluster of an environment, the namespace in which its services find each other, and what all of them share. */
final class Services {
    private final Args args;
    private final Names names;
    private final ComponentResourceOptions inAccount;
    private final Cluster cluster;
    private final HttpNamespace namespace;

    /** Where the services run. */
    record Args(
            Settings settings,
            Account account,
            Network network,
            SecurityGroups security,
            LoadBalancer loadBalancer,
            Provider provider) {}

    /**
     * A service.
     *
     * @param name its own, its container's, its image's and its target's
     * @param port where it listens
     * @param healthCheck the class in its image that exits with 0 while it is alive
     * @param permissions what its code may do, beside reading its secrets
     * @param securityGroupId its group
     * @param published under which name other services find it, if they do
     * @param after what must exist before its first new task starts
     */
    record Spec(
            String name,
            String digest,
            Profile.Tasks tasks,
            int port,
            String healthCheck,
            Map<String, Output<String>> environment,
            Optional<FargateService.Secrets> secrets,
            Optional<Output<List<IamStatement>>> permissions,
            Output<String> securityGroupId,
            Optional<ClientAlias> published,
            List<Resource> after) {
        Spec {
            environment = Map.copyOf(environment);
            after = List.copyOf(after);
        }
    }

    Services(Args args) {
        this.args = args;
        names = Names.of(args.settings().environment());
        inAccount =
                ComponentResourceOptions.builder().providers(args.provider()).build();
        var child = CustomResourceOptions.builder().provider(args.provider()).build();
        cluster = new Cluster(
                "cluster",
                ClusterArgs.builder()
                        .name(names.of("services"))
                        .settings(ClusterSettingArgs.builder()
                                .name("containerInsights")
                                .value(args.settings().profile().containerInsights() ? "enabled" : "disabled")
                                .build())
                        .build(),
                child);
        namespace = new HttpNamespace(
                "namespace",
                HttpNamespaceArgs.builder().name(names.of("services")).build(),
                child);
    }

    /** The name of the cluster. */
    Output<String> cluster() {
        return cluster.name();
    }

    /** Declares a service. */
    FargateService declare(Spec spec) {
        var settings = args.settings();
        var logs = new ServiceLogs(
                spec.name() + "-logs",
                new ServiceLogs.Args(
                        settings.environment(), spec.name(), settings.profile().logDays()),
                inAccount);
        return new FargateService(
                spec.name(),
                new FargateService.Args(
                        names,
                        settings.region(),
                        args.account().id(),
                        cluster.arn(),
                        spec.tasks().count(),
                        container(spec, logs),
                        new FargateService.Placement(
                                args.network().privateSubnetIds,
                                spec.securityGroupId(),
                                args.loadBalancer().registration(spec.name())),
                        new ServiceConnect(namespace.arn(), spec.published()),
                        Stream.concat(spec.after().stream(), Stream.of(args.network(), args.security()))
                                .toList()),
                inAccount);
    }

    private FargateService.Container container(Spec spec, ServiceLogs logs) {
        return new FargateService.Container(
                spec.name(),
                args.account().image(spec.name(), spec.digest()),
                spec.tasks().size(),
                spec.port(),
                // A virtual machine that starts fast: it runs every half minute, beside the service.
                List.of(
                        "CMD",
                        "java",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        "/app/classes",
                        spec.healthCheck()),
                spec.environment(),
                spec.secrets(),
                logs.logGroup,
                logs.arn,
                spec.permissions());
    }
}
