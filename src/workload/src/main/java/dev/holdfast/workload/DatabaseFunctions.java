package dev.holdfast.workload;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.holdfast.conventions.Names;
import dev.holdfast.workload.stateful.Database;
import dev.holdfast.workload.stateful.ServiceLogs;
import dev.holdfast.workload.stateless.FunctionAlarms;
import dev.holdfast.workload.stateless.Migrations;
import dev.holdfast.workload.stateless.Network;
import dev.holdfast.workload.stateless.Rotation;
import dev.holdfast.workload.stateless.SecurityGroups;
import java.util.List;

/** What works on the database from inside the VPC, of one image: its migrations, and the rotation of its passwords. */
record DatabaseFunctions(Migrations migrations, Rotation rotation) {
    static DatabaseFunctions declare(
            Settings settings,
            Account account,
            Network network,
            SecurityGroups security,
            Data data,
            ComponentResourceOptions inAccount) {
        var names = Names.of(settings.environment());
        var image = account.image("migrations", settings.migrationsDigest());
        var target = new Migrations.Target(
                data.database().host,
                Database.PORT,
                data.database().databaseName,
                data.database().resourceId,
                data.database().masterSecretArn,
                data.credentials().secretArn,
                data.readOnlyCredentials().secretArn,
                data.key().arn);

        var migrationLogs = logs("migrations", settings, account.id(), data, inAccount);
        var migrations = new Migrations(
                "migrations",
                new Migrations.Args(
                        names.of("migrations"),
                        account.id(),
                        settings.region(),
                        image,
                        settings.migrations().checksum(),
                        settings.profile().migrations().mibPerSecond(),
                        target,
                        network.privateSubnetIds,
                        security.of(SecurityGroups.MIGRATIONS),
                        migrationLogs.logGroup,
                        migrationLogs.arn,
                        List.of(network, security, data.database())),
                inAccount);

        var rotationLogs = logs("rotation", settings, account.id(), data, inAccount);
        var rotation = new Rotation(
                "rotation",
                new Rotation.Args(
                        names.of("rotation"),
                        account.id(),
                        settings.region(),
                        settings.profile().rotation(),
                        image,
                        target,
                        network.privateSubnetIds,
                        security.of(SecurityGroups.ROTATION),
                        rotationLogs.logGroup,
                        rotationLogs.arn,
                        List.of(network, security, migrations.run)),
                inAccount);
        return new DatabaseFunctions(migrations, rotation);
    }

    /** What is to be known of both when they fail. */
    List<FunctionAlarms.Watched> watched(Names names) {
        return List.of(
                new FunctionAlarms.Watched(
                        "migrations", names.of("migrations"), "migrates the database", Migrations.TIMEOUT),
                new FunctionAlarms.Watched(
                        "rotation", rotation.functionName, "changes the database's passwords", Rotation.TIMEOUT));
    }

    private static ServiceLogs logs(
            String function,
            Settings settings,
            Output<String> accountId,
            Data data,
            ComponentResourceOptions inAccount) {
        return new ServiceLogs(
                function + "-logs",
                new ServiceLogs.Args(
                        settings.environment(),
                        function,
                        settings.region(),
                        accountId,
                        settings.profile().logs().days(),
                        data.key().arn),
                inAccount);
    }
}
