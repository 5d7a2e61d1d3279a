package dev.holdfast.workload.stateless;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The size of a task, in a combination that Fargate sells.
 *
 * @param cpu 1024 for each virtual processor
 * @param memory MiB
 */
public record FargateSize(int cpu, int memory) {
    /** The memory that goes with a number of CPU units: from, to, and in what steps. */
    private record Memory(int least, int most, int step) {
        boolean allows(int memory) {
            return memory >= least && memory <= most && (memory - least) % step == 0;
        }
    }

    private static final int GB = 1024;

    /** From "Task CPU and memory" in the Amazon ECS developer guide, for Linux; 512 MB goes with a quarter of a processor only. */
    private static final Map<Integer, Memory> SOLD = new TreeMap<>(Map.of(
            256, new Memory(GB, 2 * GB, GB),
            512, new Memory(GB, 4 * GB, GB),
            1024, new Memory(2 * GB, 8 * GB, GB),
            2048, new Memory(4 * GB, 16 * GB, GB),
            4096, new Memory(8 * GB, 30 * GB, GB),
            8192, new Memory(16 * GB, 60 * GB, 4 * GB),
            16384, new Memory(32 * GB, 120 * GB, 8 * GB)));

    public FargateSize {
        problem(cpu, memory).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
    }

    /** What is wrong with a combination, if Fargate does not sell it. */
    public static Optional<String> problem(int cpu, int memory) {
        var sold = SOLD.get(cpu);
        if (sold == null) {
            return Optional.of("Fargate has no task with " + cpu + " CPU units, allowed are " + SOLD.keySet());
        }
        boolean smallest = cpu == 256 && memory == 512;
        if (smallest || sold.allows(memory)) {
            return Optional.empty();
        }
        return Optional.of("Fargate has no task with " + cpu + " CPU units and " + memory + " MiB, allowed are "
                + (cpu == 256 ? "512, and " : "") + sold.least() + " to " + sold.most() + " MiB in steps of "
                + sold.step());
    }
}
