package dev.holdfast.workload.stateless;

import com.pulumi.core.Output;
import java.util.Map;

/**
 * One thing that somebody is told of: what is measured, when it is too much, and what a person should know who is told.
 *
 * @param name what it is called among its environment's alarms, such as {@code api-errors}
 */
public record Alarm(String name, Advice advice, Measure measure, Limit limit) {
    /** Where a person reads on; each section of it is named in {@link Advice}. */
    private static final String RUNBOOK = "docs/runbooks/alarms.md#";

    /** As long as CloudWatch allows a description to be. */
    static final int LONGEST_DESCRIPTION = 1024;

    /**
     * What the mail says.
     *
     * @param wrong what is wrong
     * @param seen what the customers see of it
     * @param first what to do first
     * @param section the heading in the runbook, as in its address
     */
    public record Advice(String wrong, String seen, String first, String section) {}

    /** What is measured. */
    public sealed interface Measure permits Metric, Formula {}

    /**
     * A metric of AWS's.
     *
     * @param statistic such as {@code Average}, or a percentile such as {@code p95}
     * @param dimensions which one of the metrics of this name
     */
    public record Metric(String namespace, String name, String statistic, Output<Map<String, String>> dimensions)
            implements Measure {}

    /**
     * What is computed of several.
     *
     * @param expression in CloudWatch's metric math
     * @param label what its value is called
     * @param metrics by the names that the expression gives them
     */
    public record Formula(String expression, String label, Map<String, Metric> metrics) implements Measure {
        public Formula {
            metrics = Map.copyOf(metrics);
        }
    }

    /**
     * When it is too much.
     *
     * @param period how many seconds one measurement covers
     * @param periods how many of the last measurements are looked at
     * @param datapoints how many of these must be beyond the threshold
     * @param silence what it means that there is no measurement
     */
    public record Limit(Side side, double threshold, int period, int periods, int datapoints, Silence silence) {
        /** Beyond the threshold every time. */
        public static Limit of(Side side, double threshold, int period, int periods, Silence silence) {
            return new Limit(side, threshold, period, periods, periods, silence);
        }
    }

    /** On which side of the threshold the trouble is. */
    public enum Side {
        ABOVE("GreaterThanThreshold"),
        BELOW("LessThanThreshold");

        final String operator;

        Side(String operator) {
            this.operator = operator;
        }
    }

    /** What it means that nothing was measured. */
    public enum Silence {
        /** Nothing happened, and so nothing bad: no requests, no errors. */
        FINE("notBreaching"),
        /** What should always be measured is not there. */
        TROUBLE("breaching"),
        /** Nobody knows: the alarm says so by its state, and another one is for the thing that is gone. */
        UNKNOWN("missing");

        final String treatment;

        Silence(String treatment) {
            this.treatment = treatment;
        }
    }

    /** What CloudWatch mails with the alarm. */
    String description() {
        return advice.wrong() + " Customers: " + advice.seen() + " First: " + advice.first() + " More: " + RUNBOOK
                + advice.section();
    }

    /** Whether it would also go off because somebody switched off what it watches. */
    boolean takesSilenceForTrouble() {
        return limit.silence() == Silence.TROUBLE;
    }
}
