package dev.holdfast.workload;

import dev.holdfast.conventions.Configuration;
import dev.holdfast.conventions.Environment;
import dev.holdfast.workload.stateful.Database;
import dev.holdfast.workload.stateless.FargateSize;
import dev.holdfast.workload.stateless.Network.NatGateways;
import dev.holdfast.workload.stateless.ServiceConnect;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How large and how safe an environment is. Each kind of environment has its profile here; a stack's configuration may
 * override any part of it.
 *
 * @param zones how many availability zones, where the configuration names none
 * @param database {@code databaseClass}, {@code databaseStorageGb}, {@code databaseMaxStorageGb}, {@code databaseMultiAz},
 *     {@code databaseBackupDays}, {@code databaseDeletionProtection}
 * @param tasks of each service: {@code webTasks}, {@code webCpu}, {@code webMemory}, {@code apiTasks} and so on
 * @param natGateways {@code natGateways}: {@code none}, {@code single} or {@code one-per-az}
 * @param logDays {@code logDays}: for how long logs are kept
 * @param containerInsights {@code containerInsights}: whether CloudWatch measures each task, at a price
 */
public record Profile(
        int zones,
        Database.Profile database,
        Map<String, Tasks> tasks,
        NatGateways natGateways,
        int logDays,
        boolean containerInsights) {
    private static final Pattern INSTANCE_CLASS = Pattern.compile("db\\.[a-z0-9-]+\\.[a-z0-9]+");

    /** Beside Service Connect's proxy, the service needs a share as well. */
    private static final int LEAST_CPU = 2 * ServiceConnect.PROXY_CPU;

    private static final int LEAST_MEMORY = 1024;

    /** The least with that share. */
    private static final FargateSize SMALL = new FargateSize(LEAST_CPU, LEAST_MEMORY);

    /** What CloudWatch takes as a retention. */
    private static final Set<Integer> LOG_DAYS = new TreeSet<>(Set.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653));

    /**
     * The tasks of a service.
     *
     * @param count how many there are
     * @param size of each; {@value ServiceConnect#PROXY_CPU} CPU units and 64 MiB of it are Service Connect's
     */
    public record Tasks(int count, FargateSize size) {}

    /** The profile of an environment, with what its stack's configuration says otherwise; problems are noted there. */
    public static Profile read(Environment environment, Configuration keys) {
        return of(environment.kind()).overridden(keys, environment);
    }

    /** The profile of a kind of environment. */
    static Profile of(Environment.Kind kind) {
        return switch (kind) {
            case REVIEW ->
                new Profile(
                        2,
                        new Database.Profile("db.t4g.micro", 20, 30, false, 0, false),
                        eachService(new Tasks(1, SMALL), Map.of()),
                        NatGateways.SINGLE,
                        7,
                        false);
            case DEVELOPMENT ->
                new Profile(
                        2,
                        new Database.Profile("db.t4g.micro", 20, 50, false, 7, true),
                        eachService(new Tasks(1, SMALL), Map.of()),
                        NatGateways.SINGLE,
                        30,
                        false);
            case STAGING ->
                new Profile(
                        2,
                        new Database.Profile("db.t4g.medium", 20, 100, false, 7, true),
                        eachService(new Tasks(2, SMALL), Map.of()),
                        NatGateways.SINGLE,
                        90,
                        true);
            case PRODUCTION ->
                new Profile(
                        3,
                        new Database.Profile("db.m7g.large", 100, 500, true, 35, true),
                        eachService(new Tasks(3, SMALL), Map.of("api", new Tasks(3, new FargateSize(1024, 2048)))),
                        NatGateways.ONE_PER_AZ,
                        365,
                        true);
        };
    }

    public Profile {
        tasks = Map.copyOf(tasks);
    }

    /** The tasks of a service. */
    Tasks tasks(String service) {
        return tasks.get(service);
    }

    /**
     * How many Fargate processors its tasks use at most: a service that is replaced has all its tasks twice, and one is
     * replaced at a time.
     */
    public double peakVcpus() {
        double all = 0;
        double largest = 0;
        for (var service : tasks.values()) {
            double vcpus = service.count() * service.size().cpu() / 1024.0;
            all += vcpus;
            largest = Math.max(largest, vcpus);
        }
        return all + largest;
    }

    /** This profile, with what the configuration says otherwise; its problems are noted there. */
    Profile overridden(Configuration keys, Environment environment) {
        return new Profile(
                zones,
                database(keys, environment),
                tasks(keys),
                keys.choice("natGateways", NatGateways.class, natGateways),
                logDays(keys),
                keys.flag("containerInsights", containerInsights));
    }

    private Database.Profile database(Configuration keys, Environment environment) {
        int storage = keys.number("databaseStorageGb", 20, 65_536, database.storageGb());
        int most = keys.number("databaseMaxStorageGb", 20, 65_536, Math.max(storage * 2, database.maxStorageGb()));
        if (most * 10L < storage * 11L) {
            keys.problem(
                    "databaseMaxStorageGb",
                    "is '" + most + "', allowed is at least a tenth more than databaseStorageGb, which is " + storage);
        }
        return new Database.Profile(
                keys.matching("databaseClass", INSTANCE_CLASS, "a class of RDS such as db.m7g.large")
                        .orElse(database.instanceClass()),
                storage,
                most,
                keys.flag("databaseMultiAz", database.multiAz()),
                // Only what is disposable goes without a backup.
                keys.number("databaseBackupDays", environment.disposable() ? 0 : 1, 35, database.backupDays()),
                keys.flag("databaseDeletionProtection", database.deletionProtection()));
    }

    private static Map<String, Tasks> eachService(Tasks tasks, Map<String, Tasks> others) {
        return Services.ALL.stream()
                .map(Service::name)
                .collect(Collectors.toMap(name -> name, name -> others.getOrDefault(name, tasks)));
    }

    private Map<String, Tasks> tasks(Configuration keys) {
        var read = new HashMap<String, Tasks>();
        for (var service : Services.ALL) {
            var name = service.name();
            read.put(
                    name,
                    new Tasks(
                            keys.number(name + "Tasks", 1, 100, tasks(name).count()),
                            size(keys, name, tasks(name).size())));
        }
        return read;
    }

    private static FargateSize size(Configuration keys, String service, FargateSize byDefault) {
        int cpu = keys.number(service + "Cpu", LEAST_CPU, 16_384, byDefault.cpu());
        int memory = keys.number(service + "Memory", LEAST_MEMORY, 122_880, byDefault.memory());
        var problem = FargateSize.problem(cpu, memory);
        if (problem.isPresent()) {
            keys.problem(service + "Memory", "does not go with " + service + "Cpu: " + problem.get());
            return byDefault;
        }
        return new FargateSize(cpu, memory);
    }

    private int logDays(Configuration keys) {
        int days = keys.number("logDays", 1, 3653, logDays);
        if (!LOG_DAYS.contains(days)) {
            keys.problem("logDays", "is '" + days + "', allowed is one of " + LOG_DAYS);
        }
        return days;
    }
}
