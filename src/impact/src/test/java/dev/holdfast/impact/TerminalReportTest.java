package dev.holdfast.impact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalReportTest {
    private final Written database = Written.of(Written.DATABASE, "database").inputs("{'engine': 'mysql'}");

    @Test
    void beginsWithWhatIsCountedAndEndsWithTheVerdict() {
        var lines = report(new Previewed()
                        .same(Written.of(Written.ALARM, "cpu"))
                        .create(Written.of(Written.BUCKET, "new")))
                .lines()
                .toList();

        assertThat(lines.get(0)).isEqualTo("holdfast/prod: + 1 to create, 1 unchanged");
        assertThat(lines.get(lines.size() - 1)).isEqualTo("holdfast/prod: allowed");
    }

    @Test
    void saysWhyAPlanIsRefusedAndWhatToDo() {
        assertThat(report(new Previewed()
                        .replace(
                                database,
                                database.inputs("{'engine': 'postgres'}"),
                                Map.of("engine", "update-replace"))))
                .contains(
                        "-/+ replace database (rds.Instance)",
                        "engine: mysql -> postgres  (replaces)",
                        "holdfast/prod is refused:",
                        "must not be replaced. Another one, empty, would take its place",
                        "- urn: " + database.urn(),
                        "holdfast/prod: refused, for one reason");
    }

    @Test
    void doesNotBreakUrns() {
        assertThat(report(new Previewed()
                        .delete(database.with(json -> json.put("urn", database.urn() + "x".repeat(120))))))
                .contains("- urn: " + database.urn() + "x".repeat(120));
    }

    @Test
    void hasNoColoursUnlessAsked() {
        var impact = new Impact(List.of(new Previewed().delete(database).impact()));

        assertThat(TerminalReport.of(impact, false)).doesNotContain("\u001b");
        assertThat(TerminalReport.of(impact, true)).contains("\u001b[31m");
    }

    @Test
    void letsNoControlCharacterThrough() {
        assertThat(report(new Previewed().policy("rule", database.urn(), "advisory", "evil \u001b[2J text")))
                .doesNotContain("\u001b");
    }

    @Test
    void fitsIntoAHundredColumns() {
        var impact = new Impact(List.of(new Previewed()
                .policy("rule", database.urn(), "mandatory", "many words ".repeat(40))
                .failed()
                .impact()));

        assertThat(TerminalReport.of(impact, false).lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }

    private static String report(Previewed previewed) {
        return TerminalReport.of(new Impact(List.of(previewed.impact())), false);
    }
}
