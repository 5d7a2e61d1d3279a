package dev.holdfast.impact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MonthlyCostTest {
    private final Written database = Written.of(Written.DATABASE, "database")
            .inputs("{'instanceClass': 'db.t4g.micro', 'allocatedStorage': 20}");
    private final Written alarm = Written.of(Written.ALARM, "cpu");

    @Test
    void nothingChangesWhereNothingDoes() {
        var cost = new Previewed().same(database).impact().cost();

        assertThat(cost.difference()).isZero();
        assertThat(cost.before()).isPositive();
        assertThat(cost.items()).isEmpty();
    }

    @Test
    void tellsWhatBecomesMoreExpensive() {
        var cost = new Previewed()
                .update(
                        database,
                        database.inputs("{'instanceClass': 'db.t4g.medium', 'allocatedStorage': 20}"),
                        Map.of())
                .impact()
                .cost();

        // Hours of a month, times the difference of two prices in prices.yaml.
        assertThat(cost.difference()).isEqualTo(730 * (0.075 - 0.019), within(0.001));
        assertThat(cost.items())
                .extracting(CostChange.Item::what)
                .containsExactly("Database db.t4g.micro", "Database db.t4g.medium");
    }

    @Test
    void whatIsCreatedIsPaidForAndWhatIsDeletedIsNot() {
        var cost = new Previewed().create(alarm).delete(database).impact().cost();

        assertThat(cost.after()).isEqualTo(0.10, within(0.001));
        assertThat(cost.items()).extracting(CostChange.Item::what).contains("Alarms", "Database db.t4g.micro");
    }

    @Test
    void whatIsForgottenStaysOnTheBillOfAwsButNotOnThisOne() {
        assertThat(new Previewed().delete(database.retain()).impact().cost().after())
                .isZero();
    }

    @Test
    void whatIsReplacedIsPaidForOnce() {
        assertThat(new Previewed()
                        .replace(alarm, alarm, Map.of())
                        .impact()
                        .cost()
                        .difference())
                .isZero();
    }

    @Test
    void whatAFailedPreviewDidNotGetToStays() {
        assertThat(new Previewed().inState(alarm).failed().impact().cost().difference())
                .isZero();
    }

    @Test
    void listsTheTypesThatHaveNoPrice() {
        assertThat(new Previewed()
                        .create(Written.of("aws:redshift/cluster:Cluster", "c"))
                        .impact()
                        .cost()
                        .unknown())
                .containsExactly("aws:redshift/cluster:Cluster");
    }

    @Test
    void doesNotListThoseThatStayAsTheyAre() {
        assertThat(new Previewed()
                        .same(Written.of("aws:redshift/cluster:Cluster", "c"))
                        .impact()
                        .cost()
                        .unknown())
                .isEmpty();
    }
}
