package dev.holdfast.workload.stateless;

import dev.holdfast.conventions.Configuration;

/**
 * The tasks of a service.
 *
 * @param count {@code <service>Tasks}: how many there are at least
 * @param most {@code <service>MaxTasks}: how many there are at most, when there is much to do
 * @param requestsPerMinute {@code <service>RequestsPerMinute}: how many requests each is to answer before there is one more
 * @param size {@code <service>Cpu} and {@code <service>Memory}: of each; {@value ServiceConnect#PROXY_CPU} CPU units and
 *     64 MiB of it are Service Connect's
 */
public record TaskProfile(int count, int most, int requestsPerMinute, FargateSize size) {
    /** Beside Service Connect's proxy, the service needs a share as well. */
    private static final int LEAST_CPU = 2 * ServiceConnect.PROXY_CPU;

    private static final int LEAST_MEMORY = 1024;

    /** The least with that share. */
    public static final FargateSize SMALL = new FargateSize(LEAST_CPU, LEAST_MEMORY);

    /** Fifty a second, which the sample answers with a quarter of a processor: then the processor's load decides. */
    private static final int REQUESTS = 3_000;

    /** As many tasks as said, each answering the usual number of requests. */
    public TaskProfile(int count, int most, FargateSize size) {
        this(count, most, REQUESTS, size);
    }

    /** This profile, with what the configuration says otherwise of a service; its problems are noted there. */
    public TaskProfile overridden(String service, Configuration keys) {
        int least = keys.number(service + "Tasks", 1, 100, count);
        return new TaskProfile(
                least,
                keys.number(service + "MaxTasks", least, 100, Math.max(most, least)),
                keys.number(service + "RequestsPerMinute", 1, 1_000_000, requestsPerMinute),
                size(service, keys));
    }

    private FargateSize size(String service, Configuration keys) {
        int cpu = keys.number(service + "Cpu", LEAST_CPU, 16_384, size.cpu());
        int memory = keys.number(service + "Memory", LEAST_MEMORY, 122_880, size.memory());
        var problem = FargateSize.problem(cpu, memory);
        if (problem.isPresent()) {
            keys.problem(service + "Memory", "does not go with " + service + "Cpu: " + problem.get());
            return size;
        }
        return new FargateSize(cpu, memory);
    }
}
