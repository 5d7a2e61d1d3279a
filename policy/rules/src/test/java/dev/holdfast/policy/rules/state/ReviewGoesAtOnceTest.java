package dev.holdfast.policy.rules.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Configuration;
import dev.holdfast.policy.EnforcementLevel;
import dev.holdfast.policy.PolicyPack;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReviewGoesAtOnceTest {
    private final ReviewGoesAtOnce rule = new ReviewGoesAtOnce();
    private final TestStack stack = new TestStack("holdfast", "review-1");
    private final TestResource one = stack.add("aws:kms/key:Key", "one");

    @Test
    void passesWhatIsAsItShould() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesWhatIsProtected() {
        one.protect();

        assertThat(stack.violations(rule)).containsExactly("one: it is protected, in a stack that has to go at once");
    }

    @Test
    void isAskedInReviewStacksOnly() {
        var dev = new TestStack("holdfast", "dev");
        dev.add("aws:kms/key:Key", "one").protect();

        assertThat(dev.findings(rule)).isEmpty();
    }

    @Test
    void leavesProductionAloneEvenIfAConfigurationSwitchesEveryRuleOn() {
        var prod = new TestStack("holdfast", "prod");
        prod.add("aws:kms/key:Key", "one").protect();
        var pack = PolicyPack.named("test").policy(rule).build();
        var all = new Configuration.Setting(EnforcementLevel.MANDATORY, Map.of());

        assertThat(prod.findings(pack, Configuration.of(pack, Map.of("all", all))))
                .isEmpty();
    }
}
