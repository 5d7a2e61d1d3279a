package dev.holdfast.policy;

import static dev.holdfast.policy.EnforcementLevel.ADVISORY;
import static dev.holdfast.policy.EnforcementLevel.DISABLED;
import static dev.holdfast.policy.EnforcementLevel.MANDATORY;
import static dev.holdfast.policy.EnforcementLevel.REMEDIATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Finding.Kind;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnalysisTest {
    private static final StackIdentity STACK = StackIdentity.named("shop", "prod");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2027-01-31T12:00:00Z"), ZoneOffset.UTC);

    static PolicyResource box(String name, Map<String, Object> properties) {
        return new PolicyResource(
                "urn:pulumi:prod::shop::" + Rules.TYPE + "::" + name,
                Rules.TYPE,
                name,
                Value.of("", properties),
                ResourceOptions.NONE,
                Optional.empty(),
                "",
                List.of(),
                Map.of());
    }

    private static Analysis analysis(Policy... policies) {
        return analysis(Exemptions.NONE, policies);
    }

    private static Analysis analysis(Exemptions exemptions, Policy... policies) {
        var pack = PolicyPack.named("test")
                .policies(List.of(policies))
                .exemptions(exemptions)
                .build();
        return new Analysis(pack, STACK, Configuration.none(), CLOCK);
    }

    private static Rules.Judging open() {
        return Rules.rule("closed").judging((box, evaluation) -> {
            if (box.property("open").isTrue()) {
                evaluation.violation("open is on");
            }
        });
    }

    private static Exemptions exempt(LocalDate until) {
        return new Exemptions(List.of(new Exemption("closed", Rules.TYPE + "::a", "it must", "ada", until)));
    }

    @Test
    void aViolationOfAMandatoryRuleStops() {
        var findings = analysis(open()).analyze(box("a", Map.of("open", true)));

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.VIOLATION);
            assertThat(finding.level()).isEqualTo(MANDATORY);
            assertThat(finding.stops()).isTrue();
            assertThat(finding.message()).isEqualTo("open is on");
            assertThat(finding.urn()).isEqualTo("urn:pulumi:prod::shop::" + Rules.TYPE + "::a");
        });
    }

    @Test
    void anAdviceDoesNotStop() {
        assertThat(analysis(open().level(ADVISORY)).analyze(box("a", Map.of("open", true))))
                .singleElement()
                .matches(finding -> !finding.stops());
    }

    @Test
    void aDisabledRuleDoesNotRun() {
        var rule = Rules.rule("broken").level(DISABLED).judging((box, evaluation) -> {
            throw new IllegalStateException("it ran");
        });
        var analysis = analysis(rule);

        assertThat(analysis.analyze(box("a", Map.of()))).isEmpty();
        assertThat(analysis.checks(DISABLED)).isZero();
    }

    @Test
    void aRuleIsNotAskedAboutOtherTypes() {
        var other = new PolicyResource(
                "urn:pulumi:prod::shop::a:b:C::x",
                "a:b:C",
                "x",
                Value.of("", Map.of("open", true)),
                ResourceOptions.NONE,
                Optional.empty(),
                "",
                List.of(),
                Map.of());

        assertThat(analysis(open()).analyze(other)).isEmpty();
    }

    @Test
    void whatIsUnknownIsNotEvaluatedAndNotPassed() {
        assertThat(analysis(open()).analyze(box("a", Map.of("open", Value.UNKNOWN))))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.kind()).isEqualTo(Kind.NOT_EVALUATED);
                    assertThat(finding.message()).isEqualTo("open is not known before the update");
                    assertThat(finding.stops()).isFalse();
                });
    }

    @Test
    void aBrokenRuleStopsWhateverItsLevelAndNamesItsPlace() {
        var rule = Rules.rule("broken").level(ADVISORY).judging((box, evaluation) -> {
            throw new UnsupportedOperationException("oops");
        });

        assertThat(analysis(rule).analyze(box("a", Map.of()))).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.ERROR);
            assertThat(finding.stops()).isTrue();
            assertThat(finding.rule().name()).isEqualTo("broken");
            assertThat(finding.urn()).endsWith("::a");
            assertThat(finding.message())
                    .contains("the rule is broken: java.lang.UnsupportedOperationException: oops")
                    .contains("AnalysisTest.java");
        });
    }

    @Test
    void endlessRecursionAndAFailedAssertionAreErrorsOfTheRuleToo() {
        var recursive = Rules.rule("recursive").judging((box, evaluation) -> recurse(1));
        var asserting = Rules.rule("asserting").judging((box, evaluation) -> {
            throw new AssertionError("impossible");
        });

        assertThat(analysis(recursive, asserting).analyze(box("a", Map.of())))
                .extracting(Finding::kind)
                .containsExactly(Kind.ERROR, Kind.ERROR);
    }

    private static int recurse(int n) {
        return recurse(n + 1) + 1;
    }

    @Test
    void theOtherRulesGoOnAfterABrokenOne() {
        var broken = Rules.rule("broken")
                .judging((box, evaluation) -> box.property("open").elements());

        assertThat(analysis(broken, open()).analyze(box("a", Map.of("open", true))))
                .extracting(Finding::kind)
                .containsExactly(Kind.ERROR, Kind.VIOLATION);
    }

    @Test
    void aStackRuleJudgesEachResourceForItself() {
        var rule = Rules.stackRule(
                "each",
                (stack, evaluation) -> evaluation.forEach(stack.resources(Rules.TYPE), box -> {
                    if (box.name().equals("c")) {
                        throw new IllegalStateException("oops");
                    }
                    if (box.property("open").isTrue()) {
                        evaluation.violation(box, "open is on");
                    }
                }));
        var stack = new PolicyStack(
                STACK,
                List.of(
                        box("a", Map.of("open", true)),
                        box("b", Map.of("open", Value.UNKNOWN)),
                        box("c", Map.of()),
                        box("d", Map.of("open", true))));
        var analysis = analysis(rule);

        assertThat(analysis.analyze(stack))
                .extracting(Finding::kind)
                .containsExactly(Kind.VIOLATION, Kind.NOT_EVALUATED, Kind.ERROR, Kind.VIOLATION);
        assertThat(analysis.checks(MANDATORY)).isEqualTo(4);
    }

    @Test
    void aSecretIsTakenOutOfWhatARuleQuotes() {
        var rule = Rules.rule("quoting")
                .judging((box, evaluation) -> evaluation.violation("password is "
                        + box.property("password").string() + " of "
                        + box.property("long").string()));
        var box = box("a", Map.of("password", Value.secret("hunter"), "long", Value.secret("hunter2000")));

        assertThat(analysis(rule).analyze(box))
                .extracting(Finding::message)
                .containsExactly("password is [secret] of [secret]");
    }

    @Test
    void aSecretIsTakenOutOfAPartOfAJsonTextToo() {
        var rule = Rules.rule("quoting")
                .judging((box, evaluation) -> evaluation.violation(
                        box.property("login").json().path("password").asText()));

        assertThat(analysis(rule).analyze(box("a", Map.of("login", Value.secret("{\"password\": \"hunter2\"}")))))
                .extracting(Finding::message)
                .containsExactly("[secret]");
    }

    @Test
    void aSecretOfAnyResourceIsTakenOutOfWhatAStackRuleSays() {
        var rule = Rules.stackRule("quoting", (stack, evaluation) -> {
            var secret = stack.resources(Rules.TYPE).get(0).property("password").string();
            evaluation.violation("the stack has " + secret);
            evaluation.violation(stack.resources(Rules.TYPE).get(1), "beside " + secret);
            throw new IllegalStateException("and " + secret);
        });
        var stack = new PolicyStack(
                STACK, List.of(box("a", Map.of("password", Value.secret("hunter2"))), box("b", Map.of())));

        assertThat(analysis(rule).analyze(stack))
                .hasSize(3)
                .allSatisfy(finding ->
                        assertThat(finding.message()).contains("[secret]").doesNotContain("hunter2"));
    }

    @Test
    void aSecretIsTakenOutOfAnExceptionsMessage() {
        var rule = Rules.rule("parsing")
                .judging((box, evaluation) ->
                        Integer.parseInt(box.property("password").string()));

        assertThat(analysis(rule).analyze(box("a", Map.of("password", Value.secret("hunter2")))))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).doesNotContain("hunter2"));
    }

    @Test
    void anExemptedViolationDoesNotStopAndIsTold() {
        assertThat(analysis(exempt(LocalDate.of(2027, 1, 31)), open()).analyze(box("a", Map.of("open", true))))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.kind()).isEqualTo(Kind.EXEMPTED);
                    assertThat(finding.stops()).isFalse();
                    assertThat(finding.message()).isEqualTo("open is on; exempted until 2027-01-31 by ada: it must");
                });
    }

    @Test
    void anExemptionIsOfOneResourceOnly() {
        assertThat(analysis(exempt(LocalDate.of(2027, 1, 31)), open()).analyze(box("b", Map.of("open", true))))
                .extracting(Finding::kind)
                .containsExactly(Kind.VIOLATION);
    }

    @Test
    void anExpiredExemptionIsAViolationItself() {
        var analysis = analysis(exempt(LocalDate.of(2027, 1, 30)), open());

        assertThat(analysis.analyze(box("a", Map.of("open", true))))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.stops()).isTrue();
                    assertThat(finding.message()).isEqualTo("open is on (the exemption of ada ended on 2027-01-30)");
                });
        assertThat(analysis.analyze(new PolicyStack(STACK, List.of(box("a", Map.of())))))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule().name()).isEqualTo("expired-exemption");
                    assertThat(finding.stops()).isTrue();
                });
        assertThat(analysis.analyze(new PolicyStack(STACK, List.of(box("b", Map.of())))))
                .isEmpty();
    }

    @Test
    void ofSeveralExemptionsTheLongestHolds() {
        var both = new Exemptions(List.of(
                new Exemption("closed", "*", "long ago", "ada", LocalDate.of(2026, 1, 1)),
                new Exemption("closed", "*::a", "now", "ada", LocalDate.of(2028, 1, 1))));

        assertThat(analysis(both, open()).analyze(box("a", Map.of("open", true))))
                .extracting(Finding::kind)
                .containsExactly(Kind.EXEMPTED);
    }

    @Test
    void noExemptionHidesABrokenRule() {
        var broken = Rules.rule("closed").judging((box, evaluation) -> {
            throw new IllegalStateException("oops");
        });

        assertThat(analysis(exempt(LocalDate.of(2028, 1, 1)), broken).analyze(box("a", Map.of())))
                .extracting(Finding::kind)
                .containsExactly(Kind.ERROR);
    }

    private static Rules.Judging closing() {
        return open().level(REMEDIATE).remedying(remediation -> remediation.set("open", false));
    }

    @Test
    void aRemediationKeepsWhatItDoesNotSet() {
        var properties =
                Map.<String, Object>of("open", true, "password", Value.secret("x"), "later", Value.UNKNOWN, "n", 1);
        var remedied = analysis(closing()).remediate(box("a", properties));

        assertThat(remedied)
                .singleElement()
                .satisfies(one -> assertThat(one.resource().properties().raw())
                        .isEqualTo(
                                Map.of("open", false, "password", Value.secret("x"), "later", Value.UNKNOWN, "n", 1)));
    }

    @Test
    void aRemediationThatChangesNothingIsNone() {
        assertThat(analysis(closing()).remediate(box("a", Map.of("open", false))))
                .isEmpty();
    }

    @Test
    void remediationsBuildOnEachOther() {
        var counting = Rules.rule("counting")
                .level(REMEDIATE)
                .remedying(remediation -> remediation.set(
                        "seen", remediation.resource().property("open").isTrue()));

        assertThat(analysis(closing(), counting).remediate(box("a", Map.of("open", true))))
                .extracting(one -> one.resource().properties().get("seen").raw())
                .containsExactly(null, false);
    }

    @Test
    void onlyTheLevelRemediateChangesAnything() {
        assertThat(analysis(closing().level(MANDATORY)).remediate(box("a", Map.of("open", true))))
                .isEmpty();
    }

    @Test
    void whatIsExemptedIsNotRemedied() {
        assertThat(analysis(exempt(LocalDate.of(2028, 1, 1)), closing()).remediate(box("a", Map.of("open", true))))
                .isEmpty();
    }

    @Test
    void whatIsNotRemediedStops() {
        assertThat(analysis(open().level(REMEDIATE)).analyze(box("a", Map.of("open", true))))
                .extracting(Finding::level)
                .containsExactly(MANDATORY);
    }

    @Test
    void aBrokenRemediationIsToldOnce() {
        var rule = Rules.rule("broken").level(REMEDIATE).remedying(remediation -> {
            throw new IllegalStateException("oops");
        });
        var analysis = analysis(rule);

        assertThat(analysis.remediate(box("a", Map.of()))).isEmpty();
        assertThat(analysis.analyze(box("a", Map.of()))).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.ERROR);
            assertThat(finding.message()).contains("oops");
        });
        assertThat(analysis.analyze(box("a", Map.of()))).isEmpty();
    }

    @Test
    void aRemediationWithAnObjectOfJavaIsBroken() {
        var rule =
                Rules.rule("broken").level(REMEDIATE).remedying(remediation -> remediation.set("day", LocalDate.MAX));
        var analysis = analysis(rule);
        analysis.remediate(box("a", Map.of()));

        assertThat(analysis.analyze(box("a", Map.of())))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("java.time.LocalDate is no value"));
    }

    @Test
    void theStackIsLearntFromTheFirstResourceWhereTheEngineDoesNotTell() {
        var seen = new ArrayList<StackIdentity>();
        var rule = Rules.rule("seeing").judging((box, evaluation) -> seen.add(evaluation.stack()));
        var pack = PolicyPack.named("test").policy(rule).build();

        new Analysis(pack, StackIdentity.UNKNOWN, Configuration.none()).analyze(box("a", Map.of()));

        assertThat(seen)
                .extracting(StackIdentity::project, StackIdentity::name, StackIdentity::preview)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("shop", "prod", false));
    }

    @Test
    void severalThreadsMayAskAtOnce() throws Exception {
        var analysis = analysis(open());
        var pool = Executors.newFixedThreadPool(8);
        try {
            var tasks = IntStream.range(0, 500)
                    .<Callable<List<Finding>>>mapToObj(i ->
                            () -> analysis.analyze(box("box" + i, Map.of("open", i % 2 == 0))))
                    .toList();
            for (var done : pool.invokeAll(tasks)) {
                done.get();
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(analysis.findings()).hasSize(250);
        assertThat(analysis.checks(MANDATORY)).isEqualTo(500);
    }

    @Test
    void aRuleIsAskedWhatItIsOnlyOnce() {
        var asked = new ArrayList<String>();
        var rule = new ResourcePolicy() {
            @Override
            public PolicyMetadata metadata() {
                asked.add("metadata");
                return Rules.rule("counting").metadata();
            }

            @Override
            public ResourceTypes types() {
                asked.add("types");
                return ResourceTypes.ALL;
            }

            @Override
            public void validate(PolicyResource resource, Evaluation evaluation) {}
        };
        var analysis = analysis(rule);
        asked.clear();

        IntStream.range(0, 100).forEach(i -> analysis.analyze(box("box" + i, Map.of())));

        assertThat(asked).isEmpty();
    }
}
