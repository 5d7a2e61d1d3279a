package dev.holdfast.impact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the real engine printed, cut down: a database that is replaced, and what follows from it. */
class CapturedPreviewTest {
    private StackImpact impact;

    @BeforeEach
    void read() throws URISyntaxException, IOException {
        impact = StackImpact.of(
                StackPreview.read(
                        "holdfast",
                        "dev",
                        file("database-replaced.events.ndjson"),
                        file("database-replaced.plan.json"),
                        file("database-replaced.state.json")),
                Approvals.NONE,
                Previewed.TODAY);
    }

    @Test
    void countsAsTheEngineDoes() {
        assertThat(impact.count(Operation.REPLACE)).isEqualTo(4);
        assertThat(impact.count(Operation.DELETE)).isEqualTo(1);
        // The engine says 7: for it, taking `protect` away from an alarm is no update.
        assertThat(impact.count(Operation.UPDATE)).isEqualTo(8);
    }

    @Test
    void findsTheReplacementAndItsCause() {
        assertThat(impact.changes())
                .filteredOn(change -> change.operation() == Operation.REPLACE && change.stateful())
                .singleElement()
                .satisfies(change -> assertThat(change.properties())
                        .contains(new PropertyChange("engine", Optional.of("mysql"), Optional.of("postgres"), true)));
    }

    @Test
    void findsTheWayFromTheDatabaseToTheServiceThatReadsItsAddress() {
        assertThat(impact.ripples())
                .filteredOn(ripple -> ripple.operation() == Operation.REPLACE)
                .singleElement()
                .satisfies(ripple -> assertThat(ripple.reached())
                        .extracting(reached -> Wording.path(reached.path()), Ripple.Reached::changed)
                        .contains(tuple("database → api → api", true)));
    }

    @Test
    void findsWhatIsOpenedToTheInternetAndWhatARoleMayDoInAddition() {
        assertThat(impact.security())
                .filteredOn(SecurityChange::widens)
                .extracting(SecurityChange::what)
                .contains(
                        "everybody on the internet may reach security-load-balancer on tcp port 80",
                        "role network may logs:DescribeLogGroups on everything");
    }

    @Test
    void findsWhatRulesCouldNotDecide() {
        assertThat(impact.policies())
                .anySatisfy(finding -> assertThat(finding.kind()).isEqualTo(PolicyFinding.Kind.NOT_EVALUATED));
    }

    @Test
    void findsTheMigration() {
        assertThat(impact.migrations()).containsExactly(new Migration("2", "index messages newest first", "expand"));
    }

    @Test
    void refusesWhatIsLostAndWhatIsUnprotected() {
        assertThat(impact.failure()).isEmpty();
        assertThat(impact.refusals())
                .extracting(refusal -> ResourceLabel.of(refusal.urn()).name(), Refusal::operation)
                .containsExactly(
                        tuple("orders", "delete"),
                        tuple("database", "replace"),
                        tuple("alarm-database-cpu", "unprotect"));
    }

    @Test
    void showsNoCiphertext() {
        assertThat(JsonReport.of(new Impact(java.util.List.of(impact)), Map.of()))
                .doesNotContain("v1:", "ciphertext", "4dabf18193072939515e22adb298388d");
    }

    private static Path file(String name) throws URISyntaxException {
        return Path.of(CapturedPreviewTest.class.getResource(name).toURI());
    }
}
