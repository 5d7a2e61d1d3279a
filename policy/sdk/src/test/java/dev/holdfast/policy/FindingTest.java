package dev.holdfast.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FindingTest {
    private final PolicyMetadata rule = PolicyMetadata.named("closed")
            .description("Boxes are closed.")
            .why("Rain gets in.")
            .mend("Set open(false).")
            .control("Boxes", "B.1", "")
            .control("Crates", "C.2", "")
            .url("https://example.com/closed")
            .build();

    @Test
    void aViolationExplainsItself() {
        assertThat(new Finding(Finding.Kind.VIOLATION, rule, EnforcementLevel.MANDATORY, "urn", "open is on")
                        .explained())
                .isEqualToNormalizingNewlines("""
                        open is on
                          why   Rain gets in.
                          mend  Set open(false).
                          ids   Boxes B.1, Crates C.2
                          more  https://example.com/closed""");
    }

    @Test
    void anErrorDoesNotTellToMendTheResource() {
        assertThat(new Finding(Finding.Kind.ERROR, rule, EnforcementLevel.MANDATORY, "urn", "broken").explained())
                .isEqualTo("broken");
    }
}
