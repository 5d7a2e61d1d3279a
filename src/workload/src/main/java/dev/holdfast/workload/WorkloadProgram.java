package dev.holdfast.workload;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.core.Output;
import com.pulumi.exceptions.RunException;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.StackReference;
import dev.holdfast.conventions.CommonPool;
import dev.holdfast.conventions.Configuration;
import dev.holdfast.conventions.ConfigurationKeys;
import dev.holdfast.conventions.Environment;
import dev.holdfast.conventions.InvalidConfiguration;
import dev.holdfast.conventions.Names;
import dev.holdfast.conventions.PartialValues;
import dev.holdfast.workload.stateful.ServiceLogs;
import dev.holdfast.workload.stateless.DeploymentRecord;
import dev.holdfast.workload.stateless.FlowLogs;
import dev.holdfast.workload.stateless.Network;
import dev.holdfast.workload.stateless.SecurityGroups;
import java.util.List;
import java.util.stream.Stream;

/** Deploys the system into the account of one environment. Stacks: {@code dev}, {@code stage}, {@code prod}, {@code review-*}. */
public final class WorkloadProgram {
    private WorkloadProgram() {}

    public static void main(String[] arguments) {
        CommonPool.widen();
        PartialValues.ask();
        Pulumi.run(WorkloadProgram::stack);
    }

    static void stack(Context ctx) {
        var keys = new Configuration(Settings.PROJECT, ctx.config()::get, ConfigurationKeys.told());
        try {
            var environment = Environment.ofStack(ctx.stackName());
            var aws = keys.beside("aws", ctx.config("aws")::get);
            var last = new StackReference(ctx.organizationName() + "/" + ctx.projectName() + "/" + ctx.stackName());
            var settings = Settings.read(environment, keys, aws, PreviousUpdate.read(last));
            var previous = PreviousDeployment.read(last);
            previous.precedes(settings.migrations());
            previous.news(settings.migrations()).ifPresent(ctx.log()::info);
            previous.warnings(settings.migrations()).forEach(ctx.log()::warn);
            declare(ctx, settings);
        } catch (InvalidConfiguration invalid) {
            // The SDK shows this exception's message without a stack trace.
            throw new RunException(invalid.getMessage(), invalid);
        }
    }

    static void declare(Context ctx, Settings settings) {
        var environment = settings.environment();
        var profile = settings.profile();
        var names = Names.of(environment);
        var account = Account.of(settings, ctx.organizationName());
        var provider = account.provider(settings);
        var inAccount = ComponentResourceOptions.builder().providers(provider).build();

        var network = new Network(
                "network",
                new Network.Args(
                        names,
                        settings.region(),
                        account.id(),
                        settings.cidr(),
                        settings.zones(),
                        profile.awsServices(),
                        profile.network()),
                inAccount);
        var connections = new Connections(Services.ALL, profile.cache().isPresent(), Edge.publicPorts(settings));
        var security = new SecurityGroups(
                "security",
                new SecurityGroups.Args(
                        names, network.vpcId, connections.groups(), connections.all(), network.endpoints),
                inAccount);

        var data = Data.declare(settings, account, network, security, inAccount);
        var flows = new ServiceLogs(
                "network-logs",
                new ServiceLogs.Args(
                        environment,
                        "network",
                        settings.region(),
                        account.id(),
                        profile.logs().days(),
                        data.key().arn),
                inAccount);
        new FlowLogs(
                "network",
                new FlowLogs.Args(names, settings.region(), account.id(), network.vpcId, flows.arn, profile.network()),
                inAccount);
        var functions = DatabaseFunctions.declare(settings, account, network, security, data, inAccount);

        var edge = Edge.declare(settings, account, network, security, data.key().arn, provider);
        var services = new Services(
                new Services.Args(settings, account, network, security, edge.loadBalancer(), data.key().arn, provider));
        var api = services.declare(Api.spec(data, functions.migrations()));
        var web = services.declare(Web.spec(settings, api));
        services.sleep(data.database().identifier);

        var deployment = settings.deployment().fields();
        new DeploymentRecord(
                "deployment",
                new DeploymentRecord.Args(environment.name(), deployment, List.of(functions.migrations(), api, web)),
                inAccount);

        var backups = EnvironmentBackups.declare(settings, account, data, inAccount);
        var watching = Watching.declare(settings, account, inAccount);
        watching.watch(
                settings,
                account,
                new Watching.Subjects(
                        data,
                        backups,
                        functions.watched(names),
                        edge.loadBalancer(),
                        services,
                        profile.sleep().isPresent()),
                inAccount);

        edge.url().ifPresent(url -> ctx.export("url", url));
        edge.nameServers().ifPresent(servers -> ctx.export("nameServers", servers));
        ctx.export("accountId", account.id());
        ctx.export("region", Output.of(settings.region()));
        ctx.export("databaseResourceId", data.database().resourceId);
        ctx.export("readOnlySecretArn", data.readOnlyCredentials().secretArn);
        ctx.export("migrations", functions.migrations().result);
        ctx.export("migrationFiles", Output.of(settings.migrations().told()));
        ctx.export("cluster", services.cluster());
        ctx.export("services", services.deployed());
        ctx.export(PreviousUpdate.DEPLOYMENT, Output.of(deployment));
        ctx.export(
                PreviousUpdate.GREEN,
                Output.of(settings.green().stream().map(Green::told).toList()));
        settings.expires().ifPresent(date -> ctx.export(PreviousUpdate.EXPIRES, Output.of(date.toString())));
        ctx.export(
                "byHand",
                Output.tuple(edge.byHand(), watching.byHand(backups))
                        .applyValue(both -> Stream.concat(both.t1.stream(), both.t2.stream())
                                .toList()));
    }
}
