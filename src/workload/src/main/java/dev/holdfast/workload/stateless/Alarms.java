package dev.holdfast.workload.stateless;

import com.pulumi.aws.cloudwatch.MetricAlarm;
import com.pulumi.aws.cloudwatch.MetricAlarmArgs;
import com.pulumi.aws.cloudwatch.inputs.MetricAlarmMetricQueryArgs;
import com.pulumi.aws.cloudwatch.inputs.MetricAlarmMetricQueryMetricArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import dev.holdfast.conventions.Names;
import dev.holdfast.workload.stateless.Alarm.Formula;
import dev.holdfast.workload.stateless.Alarm.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Measures what customers would notice, and says so in a topic, when it begins and when it is over.
 *
 * <p>Creates a CloudWatch alarm for each {@link Alarm}. Needs a topic that CloudWatch may publish in. Exposes the names of
 * the alarms.
 */
public final class Alarms extends ComponentResource {
    /** The names of the alarms in AWS. */
    public final List<String> alarmNames;

    /**
     * The alarms.
     *
     * @param topicArn who is told
     * @param alarms what of
     * @param sleeps whether the environment is switched off at times: what takes silence for trouble is left out then
     */
    public record Args(Names names, Output<String> topicArn, List<Alarm> alarms, boolean sleeps) {
        public Args {
            alarms = List.copyOf(alarms);
        }
    }

    public Alarms(String name, Args args, ComponentResourceOptions options) {
        super("holdfast:stateless:Alarms", name, options);

        var alarms = args.alarms().stream()
                .filter(alarm -> !args.sleeps() || !alarm.takesSilenceForTrouble())
                .toList();
        alarms.forEach(alarm -> declare(name + "-" + alarm.name(), alarm, args));

        alarmNames = alarms.stream().map(alarm -> args.names().of(alarm.name())).toList();
        registerOutputs(Map.of());
    }

    private void declare(String name, Alarm alarm, Args args) {
        var limit = alarm.limit();
        var builder = MetricAlarmArgs.builder()
                .name(args.names().of(alarm.name()))
                .alarmDescription(alarm.description())
                .comparisonOperator(limit.side().operator)
                .threshold(limit.threshold())
                .evaluationPeriods(limit.periods())
                .datapointsToAlarm(limit.datapoints())
                .treatMissingData(limit.silence().treatment)
                .alarmActions(args.topicArn().applyValue(List::of))
                // Who was woken learns that it is over.
                .okActions(args.topicArn().applyValue(List::of));
        if (alarm.measure() instanceof Formula formula) {
            builder.metricQueries(queries(formula, limit.period()));
        } else if (alarm.measure() instanceof Metric metric) {
            builder.namespace(metric.namespace())
                    .metricName(metric.name())
                    .dimensions(metric.dimensions())
                    .period(limit.period());
            if (metric.statistic().startsWith("p")) {
                // A percentile of a handful of requests is one slow request.
                builder.extendedStatistic(metric.statistic()).evaluateLowSampleCountPercentiles("ignore");
            } else {
                builder.statistic(metric.statistic());
            }
        }
        new MetricAlarm(
                name,
                builder.build(),
                CustomResourceOptions.builder().parent(this).build());
    }

    private static List<MetricAlarmMetricQueryArgs> queries(Formula formula, int period) {
        var queries = new ArrayList<MetricAlarmMetricQueryArgs>();
        queries.add(MetricAlarmMetricQueryArgs.builder()
                .id("result")
                .expression(formula.expression())
                .label(formula.label())
                .returnData(true)
                .build());
        // In one order, or each update would change the alarm.
        new TreeMap<>(formula.metrics())
                .forEach((id, metric) -> queries.add(MetricAlarmMetricQueryArgs.builder()
                        .id(id)
                        .metric(MetricAlarmMetricQueryMetricArgs.builder()
                                .namespace(metric.namespace())
                                .metricName(metric.name())
                                .stat(metric.statistic())
                                .dimensions(metric.dimensions())
                                .period(period)
                                .build())
                        .build()));
        return queries;
    }
}
