package dev.holdfast.workload;

import com.pulumi.aws.Provider;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import dev.holdfast.conventions.Names;
import dev.holdfast.workload.stateful.ServiceLogs;
import dev.holdfast.workload.stateless.FargateService;
import dev.holdfast.workload.stateless.LoadBalancer;
import dev.holdfast.workload.stateless.Network;
import dev.holdfast.workload.stateless.SecurityGroups;
import dev.holdfast.workload.stateless.ServiceAlarms;
import dev.holdfast.workload.stateless.ServiceConnect;
import dev.holdfast.workload.stateless.ServiceConnect.ClientAlias;
import dev.holdfast.workload.stateless.Sleep;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
    private final ServiceCluster cluster;
    private final Map<String, FargateService> deployed = new TreeMap<>();

    /**
     * Where the services run.
     *
     * @param keyArn the key that logs and sessions of ECS Exec are encrypted with
     */
    record Args(
            Settings settings,
            Account account,
            Network network,
            SecurityGroups security,
            LoadBalancer loadBalancer,
            Output<String> keyArn,
            Provider provider) {}

    /**
     * What a service is told and may do.
     *
     * @param environment its own variables; each service is told {@code PORT}, {@code ENVIRONMENT} and {@code RELEASE},
     *     and {@code FEATURES} where some are on
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
        cluster = ServiceCluster.declare(args.settings(), args.account().id(), args.keyArn(), args.provider());
    }

    /** The name of the cluster. */
    Output<String> cluster() {
        return cluster.member().name();
    }

    /** What alarms and the dashboard need to know of each service. */
    List<ServiceAlarms.Watched> watched() {
        return deployed.entrySet().stream()
                .map(one -> new ServiceAlarms.Watched(
                        one.getKey(),
                        cluster.member().name(),
                        one.getValue().serviceName,
                        args.loadBalancer().arn,
                        args.loadBalancer().registration(one.getKey()).targetGroupArn()))
                .toList();
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

    /** Lets the declared services and the database sleep, where the profile names hours. */
    void sleep(String database) {
        var settings = args.settings();
        var scaled = new TreeMap<>(deployed)
                .entrySet().stream()
                        .map(one -> new Sleep.Scaled(
                                one.getKey(),
                                one.getValue().scaling.resourceId,
                                settings.profile().tasks(one.getKey())))
                        .toList();
        settings.profile()
                .sleep()
                .ifPresent(hours -> new Sleep(
                        "sleep",
                        new Sleep.Args(names, settings.region(), args.account().id(), hours, database, scaled),
                        inAccount));
    }

    /** Declares a service, with its log. */
    FargateService declare(Spec spec) {
        var settings = args.settings();
        var name = spec.service().name();
        var logs = new ServiceLogs(
                name + "-logs",
                new ServiceLogs.Args(
                        settings.environment(),
                        name,
                        settings.region(),
                        args.account().id(),
                        settings.profile().logs().days(),
                        args.keyArn()),
                inAccount);
        var service = new FargateService(
                name,
                new FargateService.Args(
                        names,
                        settings.region(),
                        args.account().id(),
                        cluster.member(),
                        settings.profile().tasks(name),
                        container(spec, logs),
                        new FargateService.Revision(
                                settings.deployment().tags(),
                                !settings.environment().disposable()),
                        new FargateService.Placement(
                                args.network().privateSubnetIds,
                                args.security().of(name),
                                args.loadBalancer().registration(name)),
                        new ServiceConnect(cluster.namespaceArn(), spec.published()),
                        Stream.concat(
                                        spec.after().stream(),
                                        Stream.of(args.network(), args.security(), cluster.capacity()))
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
        // None at all where nothing is on: so a service that has no features is not deployed for the sake of them.
        var features = settings.features().get(service.name());
        if (!features.isEmpty()) {
            variables.put("FEATURES", Output.of(String.join(",", features)));
        }
        return variables;
    }

    private static Optional<Output<List<IamStatement>>> permissions(Spec spec) {
        return spec.permissions().isEmpty()
                ? Optional.empty()
                : Optional.of(Output.all(spec.permissions())
                        .applyValue(all -> all.stream().flatMap(List::stream).toList()));
    }
}
