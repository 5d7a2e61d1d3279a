package dev.holdfast.workload;

import com.pulumi.core.Output;
import dev.holdfast.workload.Service.Paths;
import dev.holdfast.workload.stateful.Cache;
import dev.holdfast.workload.stateful.Database;
import dev.holdfast.workload.stateless.FargateService.Secrets;
import dev.holdfast.workload.stateless.Migrations;
import dev.holdfast.workload.stateless.SecurityGroups;
import dev.holdfast.workload.stateless.ServiceConnect.ClientAlias;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The service api: answers {@code /api} from the database. */
final class Api {
    static final Service SERVICE = new Service(
            "api",
            8080,
            "dev.holdfast.api.HealthCheck",
            Optional.of(new Paths(10, List.of("/api", "/api/*"))),
            Set.of(SecurityGroups.DATABASE, SecurityGroups.CACHE));

    /** Where other services of the environment find it. */
    static final ClientAlias ALIAS = new ClientAlias(SERVICE.name(), SERVICE.port());

    private Api() {}

    static Services.Spec spec(Data data, Migrations migrations) {
        var variables = new HashMap<>(Map.of(
                "DATABASE_HOST", data.database().host,
                "DATABASE_PORT", Output.of(Integer.toString(Database.PORT)),
                "DATABASE_NAME", data.database().databaseName,
                "DATABASE_SECRET_ARN", data.credentials().secretArn));
        data.cache()
                .ifPresent(cache -> variables.putAll(Map.of(
                        "CACHE_HOST", cache.host,
                        "CACHE_PORT", Output.of(Integer.toString(Cache.PORT)),
                        "CACHE_NAME", cache.cacheName,
                        "CACHE_USER", cache.user)));
        return new Services.Spec(
                SERVICE,
                variables,
                Optional.of(new Secrets(Map.of("DATABASE_CREDENTIALS", data.credentials().secretArn), data.key().arn)),
                data.cache().map(Cache::connect).stream().toList(),
                Optional.of(ALIAS),
                // A migration that fails leaves the old tasks as they are.
                List.of(migrations.run));
    }
}
