package dev.holdfast.workload;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.core.Output;
import com.pulumi.exceptions.RunException;
import com.pulumi.resources.ComponentResourceOptions;
import dev.holdfast.conventions.CommonPool;
import dev.holdfast.conventions.Configuration;
import dev.holdfast.conventions.ConfigurationKeys;
import dev.holdfast.conventions.Environment;
import dev.holdfast.conventions.InvalidConfiguration;
import dev.holdfast.conventions.Names;
import dev.holdfast.workload.stateful.Credentials;
import dev.holdfast.workload.stateful.Database;
import dev.holdfast.workload.stateful.EncryptionKey;
import dev.holdfast.workload.stateful.ServiceLogs;
import dev.holdfast.workload.stateless.LoadBalancer;
import dev.holdfast.workload.stateless.Migrations;
import dev.holdfast.workload.stateless.Network;
import dev.holdfast.workload.stateless.SecurityGroups;
import java.util.List;

/** Deploys the system into the account of one environment. Stacks: {@code dev}, {@code stage}, {@code prod}, {@code review-*}. */
public final class WorkloadProgram {
    private WorkloadProgram() {}

    public static void main(String[] arguments) {
        CommonPool.widen();
        Pulumi.run(WorkloadProgram::stack);
    }

    static void stack(Context ctx) {
        var keys = new Configuration(Settings.PROJECT, ctx.config()::get, ConfigurationKeys.told());
        try {
            var environment = Environment.ofStack(ctx.stackName());
            declare(ctx, Settings.read(environment, keys, keys.beside("aws", ctx.config("aws")::get)));
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
                new Network.Args(names, settings.region(), settings.cidr(), settings.zones(), profile.natGateways()),
                inAccount);
        var security = new SecurityGroups(
                "security",
                new SecurityGroups.Args(
                        names,
                        network.vpcId,
                        Services.ALL.stream().map(Service::member).toList(),
                        Database.PORT,
                        network.endpoints),
                inAccount);

        var key = new EncryptionKey("key", new EncryptionKey.Args(environment, names.of("data")), inAccount);
        var database = new Database(
                "database",
                new Database.Args(
                        environment,
                        names.of("database"),
                        profile.database(),
                        network.isolatedSubnetIds,
                        security.database,
                        key.arn,
                        profile.logDays()),
                inAccount);
        var credentials = new Credentials(
                "credentials",
                new Credentials.Args(
                        environment,
                        names.of("credentials"),
                        "How the application logs in to its database; written by the migration function",
                        key.arn),
                inAccount);
        var logs = new ServiceLogs(
                "migrations-logs", new ServiceLogs.Args(environment, "migrations", profile.logDays()), inAccount);

        var migrations = new Migrations(
                "migrations",
                new Migrations.Args(
                        names.of("migrations"),
                        settings.region(),
                        account.image("migrations", settings.migrationsDigest()),
                        settings.migrations(),
                        new Migrations.Target(
                                database.host,
                                Database.PORT,
                                database.databaseName,
                                database.resourceId,
                                database.masterSecretArn,
                                credentials.secretArn,
                                key.arn),
                        network.privateSubnetIds,
                        security.migrations,
                        logs.logGroup,
                        logs.arn,
                        List.of(network, security, database)),
                inAccount);

        var loadBalancer = new LoadBalancer(
                "load-balancer",
                new LoadBalancer.Args(
                        names.brief("lb"),
                        network.vpcId,
                        network.publicSubnetIds,
                        security.loadBalancer,
                        Web.SERVICE.target(names),
                        Services.ALL.stream()
                                .flatMap(service -> service.route(names).stream())
                                .toList()),
                inAccount);
        var services = new Services(new Services.Args(settings, account, network, security, loadBalancer, provider));
        var api = services.declare(Api.spec(database, credentials, key, migrations));
        services.declare(Web.spec(settings, api));

        ctx.export("url", loadBalancer.url);
        ctx.export("accountId", account.id());
        ctx.export("region", Output.of(settings.region()));
        ctx.export("databaseResourceId", database.resourceId);
        ctx.export("migrations", migrations.result);
        ctx.export("cluster", services.cluster());
        ctx.export("services", services.deployed());
    }
}
