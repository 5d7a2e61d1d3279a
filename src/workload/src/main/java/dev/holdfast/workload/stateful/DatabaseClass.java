package dev.holdfast.workload.stateful;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a class of RDS has, as far as its name says it.
 *
 * @param memoryGib its memory
 * @param burstable whether it has less CPU on average than it may use at times
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Summary.html">Hardware
 *     specifications for DB instance classes</a>
 */
public record DatabaseClass(double memoryGib, boolean burstable) {
    private static final Pattern NAME =
            Pattern.compile("db\\.([tmr])\\d+[a-z]*\\.(\\d*)(micro|small|medium|large|xlarge)");

    /** GiB of the size {@code large}, by the family's letter. */
    private static final Map<String, Double> LARGE = Map.of("t", 8.0, "m", 8.0, "r", 16.0);

    /** How much of a {@code large} a size is. */
    private static final Map<String, Double> SIZES =
            Map.of("micro", 0.125, "small", 0.25, "medium", 0.5, "large", 1.0, "xlarge", 2.0);

    /** RDS's own default for PostgreSQL: LEAST({DBInstanceClassMemory/9531392}, 5000). */
    private static final double BYTES_PER_CONNECTION = 9_531_392;

    private static final int MOST_CONNECTIONS = 5000;

    /** The class of this name, unless it is of a family that is not known here. */
    public static Optional<DatabaseClass> of(String name) {
        var parts = NAME.matcher(name);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int times = parts.group(2).isEmpty() ? 1 : Integer.parseInt(parts.group(2));
        return Optional.of(new DatabaseClass(
                LARGE.get(parts.group(1)) * SIZES.get(parts.group(3)) * times,
                parts.group(1).equals("t")));
    }

    /** About how many connections PostgreSQL takes; the system keeps some of the memory, and so some of them. */
    public int maxConnections() {
        return (int) Math.min(MOST_CONNECTIONS, memoryGib * 1024 * 1024 * 1024 / BYTES_PER_CONNECTION);
    }
}
