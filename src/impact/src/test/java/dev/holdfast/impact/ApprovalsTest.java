package dev.holdfast.impact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApprovalsTest {
    private static final String URN = Written.urn(Written.BUCKET, "thumbnails");

    @Test
    void readsAnEntry() {
        assertThat(Approvals.parse("approvals.yaml", entry("delete", "")).all())
                .containsExactly(
                        new Approval(URN, "delete", Optional.empty(), "nobody reads it", LocalDate.of(2027, 1, 31)));
    }

    @Test
    void aFileThatIsNotThereApprovesOfNothing() {
        assertThat(Approvals.read(Path.of("no-such-file.yaml"))).isEqualTo(Approvals.NONE);
    }

    @Test
    void aFileWithCommentsOnlyApprovesOfNothing() {
        assertThat(Approvals.parse("approvals.yaml", "# none\n")).isEqualTo(Approvals.NONE);
    }

    @Test
    void anEmptyListApprovesOfNothing() {
        assertThat(Approvals.parse("approvals.yaml", "approvals: []\n")).isEqualTo(Approvals.NONE);
    }

    @Test
    void tellsEveryProblemAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Approvals.parse(
                        "approvals.yaml",
                        "approvals:\n  - urn: database\n    operation: destroy\n    expires: soon\n    raeson: x\n"))
                .withMessage("""
                        approvals.yaml, approval 1 has no reason
                        approvals.yaml, approval 1 has 'raeson', which is not known; did you mean reason?
                        approvals.yaml, approval 1 has the urn 'database', allowed is one resource's in full, as the \
                        refusal shows it: urn:pulumi:<stack>::<project>::<type>::<name>
                        approvals.yaml, approval 1 has the operation 'destroy', allowed are delete, replace, unprotect, \
                        violate
                        approvals.yaml, approval 1 expires 'soon', allowed is a day such as 2027-01-31""");
    }

    @Test
    void aViolationNeedsItsRule() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Approvals.parse("approvals.yaml", entry("violate", "")))
                .withMessageContaining("has no rule, which `violate` needs");
    }

    @Test
    void onlyAViolationHasARule() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Approvals.parse("approvals.yaml", entry("delete", "    rule: s3-versioned\n")))
                .withMessageContaining("has a rule, which only `violate` has");
    }

    @Test
    void noPatternStandsForManyResources() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Approvals.parse("approvals.yaml", entry("delete", "").replace("thumbnails", "*")))
                .withMessageContaining("allowed is one resource's in full");
    }

    @Test
    void aFileThatIsNoListIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Approvals.parse("approvals.yaml", "exemptions: []\n"))
                .withMessage("approvals.yaml has to have one list, `approvals`");
    }

    @Test
    void aKeyThatIsThereTwiceIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Approvals.parse("approvals.yaml", entry("delete", "    expires: 2026-01-01\n")))
                .withMessageContaining("Duplicate field 'expires'");
    }

    @Test
    void whatIsNoYamlIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Approvals.parse("approvals.yaml", "a: [\n"))
                .withMessageStartingWith("approvals.yaml is no YAML: ");
    }

    @Test
    void countsOnItsLastDayAndNotTheDayAfter() {
        var approval =
                Approvals.parse("approvals.yaml", entry("delete", "")).all().get(0);

        assertThat(approval.expired(LocalDate.of(2027, 1, 31))).isFalse();
        assertThat(approval.expired(LocalDate.of(2027, 2, 1))).isTrue();
    }

    @Test
    void isAboutOneStackOnly() {
        var approvals = Approvals.parse("approvals.yaml", entry("delete", ""));

        assertThat(approvals.of("holdfast", "prod")).hasSize(1);
        assertThat(approvals.of("holdfast", "stage")).isEmpty();
        assertThat(approvals.of("holdfast-organization", "prod")).isEmpty();
    }

    private static String entry(String operation, String more) {
        return "approvals:\n  - urn: " + URN + "\n    operation: " + operation + "\n" + more
                + "    reason: nobody reads it\n    expires: 2027-01-31\n";
    }
}
