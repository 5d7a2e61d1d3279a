package dev.holdfast.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.cost.Bill;
import dev.holdfast.cost.Declared;
import dev.holdfast.cost.PriceList;
import dev.holdfast.testkit.GeneratedSection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** docs/cost.md says what the resources cost that the program declares. */
class CostPageTest {
    private static final Path PAGE = Path.of("../../docs/cost.md");
    private static final PriceList PRICES = PriceList.read();
    private static final Map<String, Bill> BILLS = new LinkedHashMap<>();

    /** Not while the class is initialized: the program runs on other threads, which would wait for that. */
    @BeforeAll
    static void computesTheBills() {
        for (var stack : List.of("review-1", "dev", "stage", "prod")) {
            BILLS.put(stack, bill(Workload.settings(stack)));
        }
    }

    private static Bill bill(Settings settings) {
        var zones = settings.zones();
        var cloud = Workload.cloud(settings.environment().name())
                .computes(
                        "awsx:ec2:Vpc",
                        inputs -> Map.of(
                                "vpcId", "vpc-1",
                                "publicSubnetIds", zones,
                                "privateSubnetIds", zones,
                                "isolatedSubnetIds", zones))
                .run(ctx -> WorkloadProgram.declare(ctx, settings));
        return Bill.of(
                        cloud.all().stream()
                                .map(one -> new Declared(one.type(), one.name(), one.inputs()))
                                .toList(),
                        PRICES)
                .summed();
    }

    @Test
    void thePageTellsWhatEachKindOfEnvironmentCosts() {
        // Sorted: resources are registered in another order each time.
        var rows = new TreeSet<String>();
        BILLS.values().forEach(bill -> bill.items().forEach(item -> rows.add(item.what())));
        var table =
                new ArrayList<>(List.of("| | review | dev | stage | prod |", "| --- | ---: | ---: | ---: | ---: |"));
        rows.forEach(row -> table.add(line(
                row,
                BILLS.values().stream()
                        .map(bill -> bill.items().stream()
                                .filter(item -> item.what().equals(row))
                                .map(item -> dollars(item.amount()))
                                .findFirst()
                                .orElse(""))
                        .toList())));
        table.add(line(
                "**in a month**",
                BILLS.values().stream()
                        .map(bill -> "**" + Math.round(bill.total()) + "**")
                        .toList()));
        new GeneratedSection(PAGE, "environments").is(String.join("\n", table));
    }

    @Test
    void thePageTellsWhatSleepSaves() {
        var settings = Workload.settings("dev", "sleep", "20:00-07:00");
        var bill = bill(settings);
        double awake = settings.profile().sleep().orElseThrow().awake();
        new GeneratedSection(PAGE, "asleep")
                .is(
                        "dev costs %d dollars a month, and %d where it sleeps from 20:00 to 07:00 and at the weekend: it is then awake for %d %% of the month."
                                .formatted(
                                        Math.round(BILLS.get("dev").total()),
                                        Math.round(bill.asleep(awake)),
                                        Math.round(100 * awake)));
    }

    @Test
    void thePageNamesThePricesAndTheirSources() {
        var table = new ArrayList<>(List.of("| US dollars | for | source |", "| ---: | --- | --- |"));
        PRICES.all()
                .values()
                .forEach(price ->
                        table.add("| %s | %s | <%s> |".formatted(price.amount(), price.unit(), price.source())));
        new GeneratedSection(PAGE, "prices")
                .is("In " + PRICES.region() + ", " + PRICES.date() + ":\n\n" + String.join("\n", table));
    }

    @Test
    void theCheapestIsWhatIsDisposableAndTheDearestWhatServesCustomers() {
        assertThat(BILLS.values().stream().map(bill -> Math.round(bill.total())).toList())
                .isSorted();
    }

    private static String line(String first, List<String> others) {
        return "| " + first + " | " + String.join(" | ", others) + " |";
    }

    private static String dollars(double amount) {
        return String.format(Locale.ROOT, "%.2f", amount);
    }
}
