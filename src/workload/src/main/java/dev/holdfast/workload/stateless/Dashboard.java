package dev.holdfast.workload.stateless;

import com.pulumi.aws.cloudwatch.DashboardArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One page in CloudWatch that shows how an environment is. Creates the dashboard; needs nothing but the names of what it
 * shows. AWS charges for the fourth dashboard of an account and each more, hence one for an environment.
 */
public final class Dashboard extends ComponentResource {
    /**
     * The dashboard.
     *
     * @param dashboardName its name in AWS
     * @param environment whose it is
     * @param databases the identifiers of the instances
     * @param vault the name of the vault with the backups, if there are any
     * @param alarmNames the names of the alarms in AWS
     */
    public record Args(
            String dashboardName,
            String environment,
            String region,
            Output<String> accountId,
            Output<String> loadBalancerArn,
            List<ServiceAlarms.Watched> services,
            List<String> databases,
            List<FunctionAlarms.Watched> functions,
            Optional<Output<String>> vault,
            List<String> alarmNames) {
        public Args {
            services = List.copyOf(services);
            databases = List.copyOf(databases);
            functions = List.copyOf(functions);
            alarmNames = List.copyOf(alarmNames);
        }
    }

    public Dashboard(String name, Args args, ComponentResourceOptions options) {
        super("holdfast:stateless:Dashboard", name, options);
        new com.pulumi.aws.cloudwatch.Dashboard(
                name,
                DashboardArgs.builder()
                        .dashboardName(args.dashboardName())
                        .dashboardBody(content(args).applyValue(DashboardBody::of))
                        .build(),
                CustomResourceOptions.builder().parent(this).build());
        registerOutputs(Map.of());
    }

    private static Output<DashboardBody.Content> content(Args args) {
        var services = Output.all(args.services().stream()
                .map(service -> Output.tuple(
                                LoadBalancerAlarms.dimension(service.targetGroupArn()),
                                service.cluster(),
                                service.serviceName())
                        .applyValue(known ->
                                Map.entry(service.name(), new DashboardBody.Service(known.t1, known.t2, known.t3))))
                .toList());
        Output<Optional<String>> vault =
                args.vault().map(name -> name.applyValue(Optional::of)).orElseGet(() -> Output.of(Optional.empty()));
        return Output.tuple(services, LoadBalancerAlarms.dimension(args.loadBalancerArn()), args.accountId(), vault)
                .applyValue(known -> new DashboardBody.Content(
                        args.environment(),
                        args.region(),
                        known.t2,
                        known.t1.stream()
                                .collect(Collectors.toMap(
                                        Map.Entry::getKey, Map.Entry::getValue, (a, b) -> b, TreeMap::new)),
                        args.databases(),
                        args.functions().stream()
                                .collect(Collectors.toMap(
                                        FunctionAlarms.Watched::name, FunctionAlarms.Watched::functionName)),
                        known.t4,
                        args.alarmNames().stream()
                                .map(alarm ->
                                        "arn:aws:cloudwatch:" + args.region() + ":" + known.t3 + ":alarm:" + alarm)
                                .toList()));
    }
}
