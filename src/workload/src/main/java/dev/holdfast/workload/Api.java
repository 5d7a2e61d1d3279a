package dev.holdfast.workload;

import com.pulumi.core.Output;
import dev.holdfast.workload.Service.Paths;
import dev.holdfast.workload.stateful.Credentials;
import dev.holdfast.workload.stateful.Database;
import dev.holdfast.workload.stateful.EncryptionKey;
import dev.holdfast.workload.stateless.FargateService.Secrets;
import dev.holdfast.workload.stateless.Migrations;
import dev.holdfast.workload.stateless.SecurityGroups;
import dev.holdfast.workload.stateless.ServiceConnect.ClientAlias;
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
            Set.of(SecurityGroups.DATABASE));

    /** Where other services of the environment find it. */
    static final ClientAlias ALIAS = new ClientAlias(SERVICE.name(), SERVICE.port());

    private Api() {}

    static Services.Spec spec(Database database, Credentials credentials, EncryptionKey key, Migrations migrations) {
        return new Services.Spec(
                SERVICE,
                Map.of(
                        "DATABASE_HOST", database.host,
                        "DATABASE_PORT", Output.of(Integer.toString(Database.PORT)),
                        "DATABASE_NAME", database.databaseName,
                        "DATABASE_SECRET_ARN", credentials.secretArn),
                Optional.of(new Secrets(Map.of("DATABASE_CREDENTIALS", credentials.secretArn), key.arn)),
                List.of(),
                Optional.of(ALIAS),
                // A migration that fails leaves the old tasks as they are.
                List.of(migrations.run));
    }
}
