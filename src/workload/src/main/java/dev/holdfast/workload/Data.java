package dev.holdfast.workload;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.holdfast.conventions.Names;
import dev.holdfast.workload.stateful.Cache;
import dev.holdfast.workload.stateful.Credentials;
import dev.holdfast.workload.stateful.Database;
import dev.holdfast.workload.stateful.EncryptionKey;
import dev.holdfast.workload.stateful.KeyPolicy;
import dev.holdfast.workload.stateless.MonitoringRole;
import dev.holdfast.workload.stateless.Network;
import dev.holdfast.workload.stateless.SecurityGroups;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an environment keeps.
 *
 * @param key what all of it is encrypted with
 * @param database the one that the system uses
 * @param databases all, that one included: those that it used before stay until they are retired
 * @param credentials how the application logs in to the database
 * @param readOnlyCredentials how people and reports do, who may only read
 * @param cache what api need not ask the database again, where there is one
 */
record Data(
        EncryptionKey key,
        Database database,
        List<Database> databases,
        Credentials credentials,
        Credentials readOnlyCredentials,
        Optional<Cache> cache) {
    static Data declare(
            Settings settings,
            Account account,
            Network network,
            SecurityGroups security,
            ComponentResourceOptions inAccount) {
        var environment = settings.environment();
        var names = Names.of(environment);

        var key = new EncryptionKey(
                "key",
                new EncryptionKey.Args(
                        environment,
                        names.of("data"),
                        "Encrypts the data and the logs",
                        Output.tuple(account.id(), account.backupAccount())
                                .applyValue(known -> KeyPolicy.ofData(known.t1, settings.region(), known.t2))),
                inAccount);
        var databases = databases(settings, account.id(), network, security, key, inAccount);
        var credentials = new Credentials(
                "credentials",
                new Credentials.Args(
                        environment,
                        names.of("credentials"),
                        "How the application logs in to its database; written by the migration function",
                        key.arn),
                inAccount);
        var readOnlyCredentials = new Credentials(
                "read-only-credentials",
                new Credentials.Args(
                        environment,
                        names.of("read-only-credentials"),
                        "How people and reports log in to the database; written by the migration function",
                        key.arn),
                inAccount);
        var cache = settings.profile()
                .cache()
                .map(some -> new Cache(
                        "cache",
                        new Cache.Args(
                                environment,
                                names.brief("cache"),
                                names.brief(Api.SERVICE.name()),
                                some,
                                network.isolatedSubnetIds,
                                security.of(SecurityGroups.CACHE),
                                key.arn),
                        inAccount));
        return new Data(
                key,
                databases.get(settings.databases().current()),
                List.copyOf(databases.values()),
                credentials,
                readOnlyCredentials,
                cache);
    }

    /** All databases by their names in the configuration. */
    private static Map<String, Database> databases(
            Settings settings,
            Output<String> accountId,
            Network network,
            SecurityGroups security,
            EncryptionKey key,
            ComponentResourceOptions inAccount) {
        var profile = settings.profile();
        Optional<Output<String>> monitoring = profile.database().monitoringSeconds() == 0
                ? Optional.empty()
                : Optional.of(MonitoringRole.of(
                                "database-monitoring",
                                Names.of(settings.environment()).of("database-monitoring"),
                                settings.region(),
                                accountId,
                                inAccount)
                        .arn);
        var databases = new LinkedHashMap<String, Database>();
        for (var declared : settings.databases().declared()) {
            databases.put(
                    declared.name(),
                    new Database(
                            declared.resource(),
                            new Database.Args(
                                    settings.environment(),
                                    declared,
                                    profile.database(),
                                    network.isolatedSubnetIds,
                                    security.of(SecurityGroups.DATABASE),
                                    key.arn,
                                    monitoring,
                                    profile.logs().days()),
                            inAccount));
        }
        return databases;
    }
}
