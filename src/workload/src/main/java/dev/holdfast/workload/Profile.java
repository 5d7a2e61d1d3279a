package dev.holdfast.workload;

import dev.holdfast.conventions.Configuration;
import dev.holdfast.conventions.Environment;
import dev.holdfast.workload.stateful.BackupProfile;
import dev.holdfast.workload.stateful.CacheProfile;
import dev.holdfast.workload.stateful.DatabaseProfile;
import dev.holdfast.workload.stateful.LogProfile;
import dev.holdfast.workload.stateless.EdgeProfile;
import dev.holdfast.workload.stateless.ExecSessions;
import dev.holdfast.workload.stateless.FargateSize;
import dev.holdfast.workload.stateless.MigrationProfile;
import dev.holdfast.workload.stateless.NetworkProfile;
import dev.holdfast.workload.stateless.RotationProfile;
import dev.holdfast.workload.stateless.ServicesProfile;
import dev.holdfast.workload.stateless.SleepProfile;
import dev.holdfast.workload.stateless.TaskProfile;
import dev.holdfast.workload.stateless.WatchingProfile;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How large and how safe an environment is. Each part has its own record, which says what each kind of environment has
 * and which keys of a stack's configuration say otherwise.
 *
 * @param zones how many availability zones, where the configuration names none
 * @param cache {@code cache}: none, where the configuration does not ask for one
 * @param tasks of each service, by its name
 * @param sleep {@code sleep}: none, where the configuration names no hours
 */
public record Profile(
        int zones,
        DatabaseProfile database,
        Optional<CacheProfile> cache,
        Map<String, TaskProfile> tasks,
        NetworkProfile network,
        EdgeProfile edge,
        MigrationProfile migrations,
        LogProfile logs,
        RotationProfile rotation,
        BackupProfile backups,
        WatchingProfile watching,
        ServicesProfile services,
        Optional<SleepProfile> sleep) {
    public Profile {
        tasks = Map.copyOf(tasks);
    }

    /** The profile of an environment, with what its stack's configuration says otherwise; problems are noted there. */
    public static Profile read(Environment environment, Configuration keys) {
        var kind = environment.kind();
        return new Profile(
                environment.production() ? 3 : 2,
                DatabaseProfile.read(environment, keys),
                CacheProfile.read(environment, keys),
                Services.ALL.stream()
                        .map(Service::name)
                        .collect(Collectors.toMap(
                                name -> name, name -> tasks(kind, name).overridden(name, keys))),
                NetworkProfile.read(environment, keys),
                EdgeProfile.read(environment, keys),
                MigrationProfile.read(environment, keys),
                LogProfile.read(environment, keys),
                RotationProfile.read(keys),
                BackupProfile.read(environment, keys),
                WatchingProfile.read(environment, keys),
                ServicesProfile.read(environment, keys),
                SleepProfile.read(environment, keys));
    }

    /**
     * The AWS services that private subnets call, beside S3. Fargate's platform 1.4 uses the registry's two interfaces, the
     * secrets and the logs through the task's own network interface; api and the migration function read secrets as well.
     * Credentials of roles, ECS's own agent and Service Connect's, and the key behind a secret do not go through the VPC.
     */
    Set<String> awsServices() {
        var all = new TreeSet<>(Set.of("ecr.api", "ecr.dkr", "logs", "secretsmanager"));
        if (services.exec()) {
            all.addAll(ExecSessions.ENDPOINTS);
        }
        return all;
    }

    /** The tasks of a service. */
    TaskProfile tasks(String service) {
        return tasks.get(service);
    }

    /**
     * How many Fargate processors its tasks use at most: with all that autoscaling may start, and of a service that is
     * replaced with all tasks twice; one is replaced at a time.
     */
    public double peakVcpus() {
        double all = 0;
        double largest = 0;
        for (var service : tasks.values()) {
            double vcpus = service.most() * service.size().cpu() / 1024.0;
            all += vcpus;
            largest = Math.max(largest, vcpus);
        }
        return all + largest;
    }

    private static TaskProfile tasks(Environment.Kind kind, String service) {
        return switch (kind) {
            case REVIEW -> new TaskProfile(1, 1, TaskProfile.SMALL);
            case DEVELOPMENT -> new TaskProfile(1, 2, TaskProfile.SMALL);
            case STAGING -> new TaskProfile(2, 4, TaskProfile.SMALL);
            case PRODUCTION ->
                new TaskProfile(3, 6, service.equals("api") ? new FargateSize(1024, 2048) : TaskProfile.SMALL);
        };
    }
}
