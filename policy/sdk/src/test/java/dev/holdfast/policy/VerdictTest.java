package dev.holdfast.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final StackIdentity STACK = StackIdentity.named("shop", "prod");

    private final Rules.Judging closed = Rules.rule("closed").judging((box, evaluation) -> {
        if (box.property("open").isTrue()) {
            evaluation.violation("open is on");
        }
    });
    private final Rules.Judging light = Rules.rule("light")
            .level(EnforcementLevel.ADVISORY)
            .judging((box, evaluation) -> {
                if (box.property("weight").integer(0) > 1) {
                    evaluation.violation("it is heavy");
                }
            });
    private final PolicyPack pack = PolicyPack.named("boxes")
            .policies(List.of(closed, light))
            .exemptions(new Exemptions(List.of(new Exemption("closed", "*::d", "it must", "ada", LocalDate.MAX))))
            .build();
    private final Analysis analysis = new Analysis(pack, STACK, Configuration.none());

    @Test
    void oneLineSaysWhatARunCameTo() {
        analysis.analyze(AnalysisTest.box("a", Map.of("open", true, "weight", 2)));
        analysis.analyze(AnalysisTest.box("b", Map.of("open", Value.UNKNOWN)));
        analysis.analyze(AnalysisTest.box("c", Map.of("weight", Value.UNKNOWN)));
        analysis.analyze(AnalysisTest.box("d", Map.of("open", true)));

        assertThat(new Verdict(pack, analysis).line())
                .isEqualTo(
                        "policy pack boxes: 2 rules, 4 mandatory and 4 advisory checks: 1 violation, 1 recommendation,"
                                + " 2 not evaluated (1 mandatory), 1 exempted");
    }

    @Test
    void whatWasNotEvaluatedComesByRuleWithResourcesAndReasons() {
        analysis.analyze(AnalysisTest.box("b", Map.of("open", Value.UNKNOWN)));
        analysis.analyze(AnalysisTest.box("a", Map.of("open", Value.UNKNOWN)));

        assertThat(new Verdict(pack, analysis).notEvaluated())
                .containsExactly(Map.entry(
                        analysis.findings().get(0).rule(),
                        "a: open is not known before the update; b: open is not known before the update"));
    }
}
