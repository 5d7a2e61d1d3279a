package dev.holdfast.impact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonReportTest {
    private final StackImpact everything = new StackImpact(
            "holdfast",
            "prod",
            Optional.of("it failed"),
            List.of(new ResourceChange(
                    "urn",
                    "type",
                    "name",
                    Operation.REPLACE,
                    true,
                    new Protection(java.util.Set.of("protect")),
                    Protection.NONE,
                    List.of(new PropertyChange("a", Optional.of("1"), Optional.empty(), true)))),
            7,
            List.of(new Ripple("urn", Operation.REPLACE, List.of(new Ripple.Reached("b", List.of("urn", "b"), true)))),
            List.of(new PolicyFinding("rule", Optional.of("urn"), PolicyFinding.Kind.ADVISORY, "text")),
            List.of(new SecurityChange("urn", SecurityChange.Kind.EXPOSURE, true, "open")),
            List.of(new Migration("3", "add mood", "expand")),
            new CostChange(1.5, 2.5, List.of(new CostChange.Item("Alarms", 1.5, 2.5)), List.of("aws:x:Y")),
            List.of(new Refusal("urn", "replace", "why", "next")),
            List.of(new Approved("urn", "delete", "reason", LocalDate.of(2027, 1, 31))),
            List.of("unused"));

    @Test
    void readsBackAllThatItWrote() {
        var impact = new Impact(List.of(everything));
        var facts = Map.of("commit", "abc", "plan.prod.sha256", "123");

        var report = JsonReport.read(JsonReport.of(impact, facts));

        assertThat(report.impact()).isEqualTo(impact);
        assertThat(report.facts()).isEqualTo(facts);
    }

    @Test
    void saysWhetherItIsAllowed() {
        assertThat(JsonReport.of(new Impact(List.of(everything)), Map.of())).contains("\"allowed\" : false");
    }

    @Test
    void doesNotBelieveAReportThatSaysItIsAllowed() {
        var forged = JsonReport.of(new Impact(List.of(everything)), Map.of())
                .replace("\"allowed\" : false", "\"allowed\" : true");

        assertThat(JsonReport.read(forged).allowed()).isFalse();
    }

    @Test
    void refusesAnotherVersion() {
        var other = JsonReport.of(new Impact(List.of()), Map.of()).replace("\"version\" : 1", "\"version\" : 2");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonReport.read(other))
                .withMessage("the report is of version 2, and this reads 1; preview again");
    }

    @Test
    void refusesAReportThatLacksAPart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonReport.read("{\"version\": 1, \"allowed\": true, \"facts\": {}}"))
                .withMessageStartingWith("this is no report that `preview --report` wrote; preview again: ");
    }

    @Test
    void refusesAReportWithoutAnImpact() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> JsonReport.read("{\"version\": 1, \"allowed\": true, \"facts\": {}, \"impact\": null}"))
                .withMessageStartingWith("this is no report");
    }

    @Test
    void aReportOfNothingAllowsNothing() {
        assertThat(JsonReport.read(JsonReport.of(new Impact(List.of()), Map.of()))
                        .allowed())
                .isFalse();
    }
}
