package dev.holdfast.policy.rules.rds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TlsOnlyTest {
    private final TlsOnly rule = new TlsOnly();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource parameters = stack.add("aws:rds/parameterGroup:ParameterGroup", "parameters")
            .set("family", "postgres17")
            .set("parameters", List.of(Map.of("name", "rds.force_ssl", "value", "1")));

    @Test
    void passesWhatIsAsItShould() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesAGroupThatDoesNotForceIt() {
        parameters.set("parameters", List.of(Map.of("name", "rds.force_ssl", "value", "0")));

        assertThat(stack.violations(rule)).containsExactly("parameters: rds.force_ssl is not 1");
    }

    @Test
    void refusesAGroupThatSaysNothing() {
        parameters.set("parameters", null);

        assertThat(stack.violations(rule)).containsExactly("parameters: rds.force_ssl is not 1");
    }

    @Test
    void leavesOtherEnginesAlone() {
        parameters.set("family", "mysql8.4").set("parameters", null);

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        parameters.set("parameters", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("parameters: parameters is not known before the update");
    }
}
