package dev.holdfast.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyMetadataTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "Upper", "two words", "-a", "a--b", "all", "1st"})
    void aNameIsLowerCaseWordsWithHyphens(String name) {
        assertThatThrownBy(() -> PolicyMetadata.named(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRuleSaysWhatHolds() {
        assertThatThrownBy(() -> PolicyMetadata.named("rule").build()).hasMessage("rule rule has no description");
    }

    @Test
    void aLevelMayDependOnTheStack() {
        var rule = PolicyMetadata.named("rule")
                .description("It holds.")
                .level(stack ->
                        stack.tags().containsKey("kept") ? EnforcementLevel.MANDATORY : EnforcementLevel.DISABLED)
                .build();

        assertThat(rule.level(StackIdentity.named("shop", "prod"))).isEqualTo(EnforcementLevel.DISABLED);
        assertThat(rule.level(new StackIdentity(
                        "", "shop", "prod", java.util.Map.of(), java.util.Map.of("kept", "yes"), false)))
                .isEqualTo(EnforcementLevel.MANDATORY);
    }

    @Test
    void twoRulesOfOneNameAreRefused() {
        assertThatThrownBy(() -> PolicyPack.named("test")
                        .policy(Rules.rule("one"))
                        .policy(Rules.rule("one"))
                        .build())
                .hasMessage("two rules are called 'one'");
        assertThatThrownBy(() -> PolicyPack.named("test")
                        .policy(Rules.rule("expired-exemption"))
                        .build())
                .hasMessage("'expired-exemption' is a rule of every pack; call it otherwise");
    }
}
