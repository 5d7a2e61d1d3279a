package dev.holdfast.workload;

import com.pulumi.core.Output;
import dev.holdfast.workload.stateful.Credentials;
import dev.holdfast.workload.stateful.Database;
import dev.holdfast.workload.stateful.EncryptionKey;
import dev.holdfast.workload.stateless.FargateService.Secrets;
import dev.holdfast.workload.stateless.LoadBalancer;
import dev.holdfast.workload.stateless.Migrations;
import dev.holdfast.workload.stateless.SecurityGroups;
import dev.holdfast.workload.stateless.ServiceConnect.ClientAlias;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The service api: answers {@code /api} from the database. */
final class Api {
    /** Where it listens. */
    static final int PORT = 8080;

    /** Where other services of the environment find it. */
    static final ClientAlias ALIAS = new ClientAlias("api", PORT);

    private Api() {}

    static LoadBalancer.Route route(String targetGroupName) {
        var target = new LoadBalancer.Target("api", targetGroupName, PORT, "/health/ready");
        return new LoadBalancer.Route(target, 10, List.of("/api", "/api/*"));
    }

    static Services.Spec spec(
            Settings settings,
            SecurityGroups security,
            Database database,
            Credentials credentials,
            EncryptionKey key,
            Migrations migrations) {
        return new Services.Spec(
                "api",
                settings.apiDigest(),
                settings.profile().api(),
                PORT,
                "dev.holdfast.api.HealthCheck",
                Map.of(
                        "PORT", Output.of(Integer.toString(PORT)),
                        "DATABASE_HOST", database.host,
                        "DATABASE_PORT", Output.of(Integer.toString(Database.PORT)),
                        "DATABASE_NAME", database.databaseName,
                        "DATABASE_SECRET_ARN", credentials.secretArn,
                        "ENVIRONMENT", Output.of(settings.environment().name()),
                        "RELEASE", Output.of(settings.release(settings.apiDigest()))),
                Optional.of(new Secrets(Map.of("DATABASE_CREDENTIALS", credentials.secretArn), key.arn)),
                Optional.empty(),
                security.api,
                Optional.of(ALIAS),
                // A migration that fails leaves the old tasks as they are.
                List.of(migrations.run));
    }
}
