package dev.holdfast.workload;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.aws.ecs.Cluster;
import com.pulumi.aws.ecs.ClusterArgs;
import com.pulumi.aws.ecs.inputs.ClusterSettingArgs;
import com.pulumi.core.Output;
import com.pulumi.exceptions.RunException;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
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
import dev.holdfast.workload.stateless.FargateService;
import dev.holdfast.workload.stateless.ImageReference;
import dev.holdfast.workload.stateless.LoadBalancer;
import dev.holdfast.workload.stateless.Migrations;
import dev.holdfast.workload.stateless.Network;
import dev.holdfast.workload.stateless.SecurityGroups;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Deploys the system into the account of one environment. Stacks: {@code dev}, {@code stage}, {@code prod}, {@code review-*}. */
public final class WorkloadProgram {
    private static final int API_PORT = 8080;

    /** In the image: asks the service whether it lives, so that ECS replaces a task that does not. */
    private static final List<String> API_HEALTH_CHECK = List.of(
            "CMD",
            "java",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            "/app/classes",
            "dev.holdfast.api.HealthCheck");

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
                "network", new Network.Args(settings.cidr(), settings.zones(), profile.natGateways()), inAccount);
        var security = new SecurityGroups(
                "security", new SecurityGroups.Args(names, network.vpcId, API_PORT, Database.PORT), inAccount);

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
                "credentials", new Credentials.Args(environment, names.of("credentials"), key.arn), inAccount);
        var apiLogs = logs("api", settings, inAccount);
        var migrationsLogs = logs("migrations", settings, inAccount);

        var migrations = new Migrations(
                "migrations",
                new Migrations.Args(
                        names.of("migrations"),
                        settings.region(),
                        image(account, "migrations", settings.migrationsDigest()),
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
                        migrationsLogs.logGroup,
                        migrationsLogs.arn,
                        List.of(network, security, database)),
                inAccount);

        var loadBalancer = new LoadBalancer(
                "load-balancer",
                new LoadBalancer.Args(
                        names.brief("lb"),
                        network.vpcId,
                        network.publicSubnetIds,
                        security.loadBalancer,
                        new LoadBalancer.Route(
                                "api", names.brief("api"), API_PORT, 10, List.of("/api", "/api/*"), "/health/ready")),
                inAccount);
        var cluster = new Cluster(
                "cluster",
                ClusterArgs.builder()
                        .name(names.of("services"))
                        .settings(ClusterSettingArgs.builder()
                                .name("containerInsights")
                                .value(profile.containerInsights() ? "enabled" : "disabled")
                                .build())
                        .build(),
                CustomResourceOptions.builder().provider(provider).build());
        var api = new FargateService(
                "api",
                new FargateService.Args(
                        names,
                        settings.region(),
                        account.id(),
                        cluster.arn(),
                        profile.apiTasks(),
                        new FargateService.Container(
                                "api",
                                image(account, "api", settings.apiDigest()),
                                profile.apiSize(),
                                API_PORT,
                                API_HEALTH_CHECK,
                                apiEnvironment(settings, database, credentials),
                                Map.of("DATABASE_CREDENTIALS", credentials.secretArn),
                                key.arn,
                                apiLogs.logGroup,
                                apiLogs.arn,
                                Optional.empty()),
                        new FargateService.Placement(
                                network.privateSubnetIds, security.api, loadBalancer.targetGroupArn),
                        // A migration that fails leaves the old tasks as they are.
                        List.of(migrations.run, loadBalancer.route, network, security)),
                inAccount);

        ctx.export("url", loadBalancer.url);
        ctx.export("accountId", account.id());
        ctx.export("region", Output.of(settings.region()));
        ctx.export("databaseResourceId", database.resourceId);
        ctx.export("migrations", migrations.result);
        ctx.export("cluster", cluster.name());
        ctx.export("service", api.serviceName);
        ctx.export("taskDefinition", api.taskDefinition);
    }

    private static ServiceLogs logs(String service, Settings settings, ComponentResourceOptions options) {
        var environment = settings.environment();
        var logGroup = "/holdfast/" + environment.name() + "/" + service;
        return new ServiceLogs(
                service + "-logs",
                new ServiceLogs.Args(environment, logGroup, settings.profile().logDays()),
                options);
    }

    private static Output<ImageReference> image(Account account, String service, String digest) {
        return account.registry().applyValue(registry -> new ImageReference(registry, "holdfast/" + service, digest));
    }

    private static Map<String, Output<String>> apiEnvironment(
            Settings settings, Database database, Credentials credentials) {
        return Map.of(
                "PORT", Output.of(Integer.toString(API_PORT)),
                "DATABASE_HOST", database.host,
                "DATABASE_PORT", Output.of(Integer.toString(Database.PORT)),
                "DATABASE_NAME", database.databaseName,
                "DATABASE_SECRET_ARN", credentials.secretArn,
                "ENVIRONMENT", Output.of(settings.environment().name()),
                "RELEASE", Output.of(settings.release()));
    }
}
