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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/** The cluster of an environment, the namespace in which its services find each other, and what all of them share. */
final class Services {
    /** Every service of the system. */
    static final List<Service> ALL = List.of(Web.SERVICE, Api.SERVICE);

    private final Args args;
    private final Names names;
    private final ComponentResourceOptions inAccount;
    private final Cluster cluster;
    private final HttpNamespace namespace;
    private final Map<String, FargateService> deployed = new HashMap<>();

    /** Where the services run. */
    record Args(
            Settings settings,
            Account account,
            Network network,
            SecurityGroups security,
            LoadBalancer loadBalancer,
            Provider provider) {}

    /**
     * What a service is told and may do.
     *
     * @param environment its own variables; each service is told {@code PORT}, {@code ENVIRONMENT} and {@code RELEASE}
     * @param secrets the variables whose values ECS reads when a task starts, and which its code may read again
     * @param permissions what its code may do, beside reading its secrets
     * @param published under which name other services find it, if they do
     * @param after what must exist before its first new task starts
     */
    record Spec(
            Service service,
            Map<String, Output<String>> environment,
            Optional<FargateService.Secrets> secrets,
            List<Output<List<IamStatement>>> permissions,
            Optional<ClientAlias> published,
            List<Resource> after) {
        Spec {
            environment = Map.copyOf(environment);
            permissions = List.copyOf(permissions);
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

    /** Which task definition each service runs, by the names of the services. */
    Output<Map<String, Map<String, String>>> deployed() {
        var all = deployed.entrySet().stream()
                .map(one -> Output.tuple(one.getValue().serviceName, one.getValue().taskDefinition)
                        .applyValue(
                                both -> Map.entry(one.getKey(), Map.of("name", both.t1, "taskDefinition", both.t2))))
                .toList();
        return Output.all(all)
                .applyValue(known -> known.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Declares a service, with its log. */
    FargateService declare(Spec spec) {
        var settings = args.settings();
        var name = spec.service().name();
        var logs = new ServiceLogs(
                name + "-logs",
                new ServiceLogs.Args(
                        settings.environment(), name, settings.profile().logDays()),
                inAccount);
        var service = new FargateService(
                name,
                new FargateService.Args(
                        names,
                        settings.region(),
                        args.account().id(),
                        cluster.arn(),
                        settings.profile().tasks(name).count(),
                        container(spec, logs),
                        new FargateService.Placement(
                                args.network().privateSubnetIds,
                                args.security().of(name),
                                args.loadBalancer().registration(name)),
                        new ServiceConnect(namespace.arn(), spec.published()),
                        Stream.concat(spec.after().stream(), Stream.of(args.network(), args.security()))
                                .toList()),
                inAccount);
        deployed.put(name, service);
        return service;
    }

    private FargateService.Container container(Spec spec, ServiceLogs logs) {
        var service = spec.service();
        var settings = args.settings();
        return new FargateService.Container(
                service.name(),
                args.account().image(service.name(), settings.digest(service.name())),
                settings.profile().tasks(service.name()).size(),
                service.port(),
                // A virtual machine that starts fast: it runs every half minute, beside the service.
                List.of(
                        "CMD",
                        "java",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        "/app/classes",
                        service.healthCheck()),
                environment(spec),
                spec.secrets(),
                logs.logGroup,
                logs.arn,
                permissions(spec));
    }

    private Map<String, Output<String>> environment(Spec spec) {
        var settings = args.settings();
        var service = spec.service();
        var variables = new HashMap<>(spec.environment());
        variables.put("PORT", Output.of(Integer.toString(service.port())));
        variables.put("ENVIRONMENT", Output.of(settings.environment().name()));
        variables.put("RELEASE", Output.of(settings.release(settings.digest(service.name()))));
        return variables;
    }

    private static Optional<Output<List<IamStatement>>> permissions(Spec spec) {
        return spec.permissions().isEmpty()
                ? Optional.empty()
                : Optional.of(Output.all(spec.permissions())
                        .applyValue(all -> all.stream().flatMap(List::stream).toList()));
    }
}
