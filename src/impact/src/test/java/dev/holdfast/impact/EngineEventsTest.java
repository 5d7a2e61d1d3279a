package dev.holdfast.impact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class EngineEventsTest {
    private static final String DATABASE = Written.urn(Written.DATABASE, "database");

    @Test
    void aPreviewThatSucceededDidNotFail() {
        var events = EngineEvents.of(new Previewed().diagnostic("info", "hello").events());

        assertThat(events.failure()).isEmpty();
    }

    @Test
    void aPreviewThatARuleStoppedDidNotFail() {
        var events = EngineEvents.of(new Previewed()
                .policy("rds-encrypted", DATABASE, "mandatory", "is not encrypted")
                .failed()
                .events());

        assertThat(events.failure()).isEmpty();
    }

    @Test
    void tellsWhatTheProgramSaidWhenItFailed() {
        var events = EngineEvents.of(
                new Previewed().diagnostic("error", "no such key").failed().events());

        assertThat(events.failure()).contains("no such key");
    }

    @Test
    void anErrorBesideABrokenRuleIsAFailure() {
        var events = EngineEvents.of(new Previewed()
                .policy("rds-encrypted", DATABASE, "mandatory", "is not encrypted")
                .diagnostic("error", "no such key")
                .failed()
                .events());

        assertThat(events.failure()).contains("no such key");
    }

    @Test
    void aFailureWithoutAReasonIsStillOne() {
        assertThat(EngineEvents.of(new Previewed().failed().events()).failure())
                .contains("the preview failed, and does not say why; run it by hand");
    }

    @Test
    void whatEndedBeforeItsResultFailed() {
        assertThat(EngineEvents.of("").failure())
                .contains("the preview ended before it had a result; run it by hand, which says why");
    }

    @Test
    void tellsWhatTheCliSaidBeforeTheEngineRan() {
        assertThat(EngineEvents.of("error: no stack named 'prod' found\n").failure())
                .contains("the preview ended before it had a result:\nerror: no stack named 'prod' found");
    }

    @Test
    void findsRulesThatCouldNotDecide() {
        var events = EngineEvents.of(new Previewed()
                .policy(
                        "kms-policy",
                        Written.urn(Written.STACK, "holdfast-prod"),
                        "advisory",
                        "not evaluated: key: policy is unknown")
                .events());

        assertThat(events.policies())
                .containsExactly(new PolicyFinding(
                        "kms-policy",
                        Optional.empty(),
                        PolicyFinding.Kind.NOT_EVALUATED,
                        "not evaluated: key: policy is unknown"));
    }

    @Test
    void tellsMandatoryFromAdvisory() {
        var events = EngineEvents.of(new Previewed()
                .policy("one", DATABASE, "mandatory", "is wrong")
                .policy("two", DATABASE, "advisory", "could be better")
                .events());

        assertThat(events.policies())
                .extracting(PolicyFinding::kind)
                .containsExactly(PolicyFinding.Kind.MANDATORY, PolicyFinding.Kind.ADVISORY);
    }

    @Test
    void doesNotShowWhatAPackRemedies() {
        var events = EngineEvents.of("{\"policyRemediationEvent\": {\"policyName\": \"one\", \"resourceUrn\": \""
                + DATABASE + "\", \"after\": {\"password\": \"hunter2\"}}}");

        assertThat(events.policies()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(PolicyFinding.Kind.REMEDIATED);
            assertThat(finding.message()).doesNotContain("hunter2");
        });
    }

    @Test
    void keepsWhatTheEngineSaysLastOfAStep() {
        var planned = Written.of(Written.ALARM, "cpu");
        var told = planned.outputs("{'arn': 'known'}");
        var events =
                EngineEvents.of(new Previewed().create(planned).create(told).events());

        assertThat(events.steps())
                .singleElement()
                .satisfies(step ->
                        assertThat(step.either().outputs().path("arn").asText()).isEqualTo("known"));
    }
}
