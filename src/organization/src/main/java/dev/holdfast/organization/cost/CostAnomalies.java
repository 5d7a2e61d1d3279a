package dev.holdfast.organization.cost;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.pulumi.aws.costexplorer.AnomalyMonitor;
import com.pulumi.aws.costexplorer.AnomalyMonitorArgs;
import com.pulumi.aws.costexplorer.AnomalySubscription;
import com.pulumi.aws.costexplorer.AnomalySubscriptionArgs;
import com.pulumi.aws.costexplorer.inputs.AnomalySubscriptionSubscriberArgs;
import com.pulumi.aws.costexplorer.inputs.AnomalySubscriptionThresholdExpressionArgs;
import com.pulumi.aws.costexplorer.inputs.AnomalySubscriptionThresholdExpressionDimensionArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import dev.holdfast.conventions.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells of costs that are not like those of the days before, which a budget notices late.
 *
 * <p>Creates, in the management account, a monitor for each account and one subscription, which mails once a day what is
 * more than {@value #LEAST_DOLLARS} US dollars above the usual. Needs Cost Explorer, which only a person can enable. The
 * monitors are of the kind {@code CUSTOM}: of the one by service there can be a single one, which AWS creates by itself.
 */
public final class CostAnomalies extends ComponentResource {
    private static final String LEAST_DOLLARS = "20";
    private static final Gson JSON =
            new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

    /**
     * What is monitored, and who is told.
     *
     * @param accounts the accounts' ids, by name
     * @param email who is told
     */
    public record Args(Map<String, String> accounts, String email) {
        public Args {
            accounts = new LinkedHashMap<>(accounts);
        }
    }

    public CostAnomalies(String name, Args args, ComponentResourceOptions options) {
        super("holdfast:organization:CostAnomalies", name, options);

        var child = CustomResourceOptions.builder().parent(this).build();
        var monitors = new ArrayList<Output<String>>();
        args.accounts()
                .forEach((account, id) -> monitors.add(new AnomalyMonitor(
                                name + "-" + account,
                                AnomalyMonitorArgs.builder()
                                        .name(new Names("organization").of(account))
                                        .monitorType("CUSTOM")
                                        .monitorSpecification(costsOf(id))
                                        .build(),
                                child)
                        .arn()));
        new AnomalySubscription(
                name,
                AnomalySubscriptionArgs.builder()
                        .name(new Names("organization").of("anomalies"))
                        .frequency("DAILY")
                        .monitorArnLists(Output.all(monitors))
                        .subscribers(AnomalySubscriptionSubscriberArgs.builder()
                                .type("EMAIL")
                                .address(args.email())
                                .build())
                        .thresholdExpression(AnomalySubscriptionThresholdExpressionArgs.builder()
                                .dimension(AnomalySubscriptionThresholdExpressionDimensionArgs.builder()
                                        .key("ANOMALY_TOTAL_IMPACT_ABSOLUTE")
                                        .matchOptions("GREATER_THAN_OR_EQUAL")
                                        .values(LEAST_DOLLARS)
                                        .build())
                                .build())
                        .build(),
                child);
        registerOutputs(Map.of());
    }

    /** With every key, as the provider reads it back: a missing one would be a change, which replaces the monitor. */
    private static String costsOf(String account) {
        var dimension = new LinkedHashMap<String, Object>();
        dimension.put("Key", "LINKED_ACCOUNT");
        dimension.put("MatchOptions", null);
        dimension.put("Values", List.of(account));
        var expression = new LinkedHashMap<String, Object>();
        expression.put("And", null);
        expression.put("CostCategories", null);
        expression.put("Dimensions", dimension);
        expression.put("Not", null);
        expression.put("Or", null);
        expression.put("Tags", null);
        return JSON.toJson(expression);
    }
}
