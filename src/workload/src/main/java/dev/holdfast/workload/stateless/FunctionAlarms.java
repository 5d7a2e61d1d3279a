package dev.holdfast.workload.stateless;

import com.pulumi.core.Output;
import dev.holdfast.workload.stateless.Alarm.Advice;
import dev.holdfast.workload.stateless.Alarm.Limit;
import dev.holdfast.workload.stateless.Alarm.Metric;
import dev.holdfast.workload.stateless.Alarm.Side;
import dev.holdfast.workload.stateless.Alarm.Silence;
import java.util.List;
import java.util.Map;

/** What goes wrong in a function that is seldom called: each failure counts, and silence is what is normal. */
public final class FunctionAlarms {
    private static final int FIVE_MINUTES = 300;

    /** Of its longest time: what takes that long may not end the next time. */
    private static final double NEAR = 0.8;

    private FunctionAlarms() {}

    /**
     * A function.
     *
     * @param name its name among its environment's
     * @param functionName its name in AWS
     * @param task what it does, for people: "the function that ..."
     * @param timeoutSeconds after how long Lambda ends it
     */
    public record Watched(String name, String functionName, String task, int timeoutSeconds) {}

    /** The alarms of a function. */
    public static List<Alarm> of(Watched function) {
        var name = function.name();
        var task = function.task();
        var timeoutSeconds = function.timeoutSeconds();
        var dimensions = Output.of(Map.of("FunctionName", function.functionName()));
        long near = Math.round(timeoutSeconds * NEAR);
        return List.of(
                new Alarm(
                        name + "-failed",
                        new Advice(
                                "The function that " + task + " failed.",
                                "nothing; the system runs on as it was.",
                                "read its log, mend the cause, and run it again by an update.",
                                "function-failed"),
                        new Metric("AWS/Lambda", "Errors", "Sum", dimensions),
                        Limit.of(Side.ABOVE, 0, FIVE_MINUTES, 1, Silence.FINE)),
                new Alarm(
                        name + "-throttled",
                        new Advice(
                                "Lambda refused to start the function that " + task
                                        + ", because too many run in the account.",
                                "nothing; the system runs on as it was.",
                                "ask for more concurrent executions in Service Quotas: a new account has few.",
                                "function-throttled"),
                        new Metric("AWS/Lambda", "Throttles", "Sum", dimensions),
                        Limit.of(Side.ABOVE, 0, FIVE_MINUTES, 1, Silence.FINE)),
                new Alarm(
                        name + "-slow",
                        new Advice(
                                "The function that " + task + " ran for more than " + near + " of the " + timeoutSeconds
                                        + " seconds that it may.",
                                "nothing yet; the next time it may be ended in the middle.",
                                "split what it does into smaller steps before the next release.",
                                "function-slow"),
                        new Metric("AWS/Lambda", "Duration", "Maximum", dimensions),
                        Limit.of(Side.ABOVE, near * 1000.0, FIVE_MINUTES, 1, Silence.FINE)));
    }
}
