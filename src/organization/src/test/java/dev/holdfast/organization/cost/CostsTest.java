package dev.holdfast.organization.cost;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.holdfast.testkit.Cloud;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CostsTest {
    private static final String BUDGET = "aws:budgets/budget:Budget";
    private static final String MONITOR = "aws:costexplorer/anomalyMonitor:AnomalyMonitor";
    private static final String SUBSCRIPTION = "aws:costexplorer/anomalySubscription:AnomalySubscription";

    private final Cloud cloud = new Cloud().run(ctx -> {
        new Budgets(
                "budgets",
                new Budgets.Args(
                        List.of(
                                new Budgets.Account("dev", "222222222222", 100),
                                new Budgets.Account("prod", "333333333333", 900)),
                        "ops@example.com"),
                null);
        new CostAnomalies("anomalies", new CostAnomalies.Args(Map.of("prod", "333333333333"), "ops@example.com"), null);
    });

    @Test
    void limitsEachAccountByItself() {
        assertThat(cloud.all(BUDGET)).hasSize(3);
        assertThat(cloud.named(BUDGET, "budgets-prod").inputs())
                .containsEntry("name", "holdfast-organization-prod")
                .containsEntry("limitAmount", "900")
                .containsEntry("limitUnit", "USD")
                .containsEntry("timeUnit", "MONTHLY")
                .containsEntry(
                        "costFilters", List.of(Map.of("name", "LinkedAccount", "values", List.of("333333333333"))));
    }

    @Test
    void limitsAllAccountsToTheSumOfTheirs() {
        assertThat(cloud.named(BUDGET, "budgets").inputs())
                .containsEntry("limitAmount", "1000")
                .containsEntry("costFilters", List.of());
    }

    @Test
    void tellsOfWhatIsSpentAndOfWhatIsForecast() {
        assertThat(cloud.all(BUDGET))
                .allSatisfy(budget -> assertThat(budget.inputs().get("notifications"))
                        .isEqualTo(List.of(notification("ACTUAL", 80.0), notification("FORECASTED", 100.0))));
    }

    /** AWS makes the one monitor by service itself, and refuses a second. */
    @Test
    void monitorsEachAccountAndNotByService() {
        assertThat(cloud.only(MONITOR).inputs())
                .containsEntry("monitorType", "CUSTOM")
                .doesNotContainKey("monitorDimension");
    }

    @Test
    void namesEveryPartOfTheExpressionThatTheProviderReadsBack() {
        var expression = JsonParser.parseString(
                        cloud.only(MONITOR).inputs().get("monitorSpecification").toString())
                .getAsJsonObject();
        assertThat(expression.keySet())
                .containsExactlyInAnyOrder("And", "CostCategories", "Dimensions", "Not", "Or", "Tags");
        assertThat(expression.get("Dimensions"))
                .isEqualTo(JsonParser.parseString(
                        "{\"Key\":\"LINKED_ACCOUNT\",\"MatchOptions\":null,\"Values\":[\"333333333333\"]}"));
    }

    @Test
    void mailsAnomaliesOnceADay() {
        assertThat(cloud.only(SUBSCRIPTION).inputs())
                .containsEntry("frequency", "DAILY")
                .containsEntry("monitorArnLists", List.of("arn:aws:test:::anomalies-prod"))
                .containsEntry("subscribers", List.of(Map.of("type", "EMAIL", "address", "ops@example.com")));
    }

    private static Map<String, Object> notification(String type, double percent) {
        return Map.of(
                "notificationType",
                type,
                "comparisonOperator",
                "GREATER_THAN",
                "threshold",
                percent,
                "thresholdType",
                "PERCENTAGE",
                "subscriberEmailAddresses",
                List.of("ops@example.com"));
    }
}
