package dev.holdfast.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    @Test
    void everyRuleIsAskedThoughOneIsBroken() throws Exception {
        Set<String> asked = ConcurrentHashMap.newKeySet();
        var pack = PolicyPack.named("test")
                .policy(Rules.rule("broken").judging((box, evaluation) -> {
                    asked.add("broken");
                    throw new IllegalStateException("oops");
                }))
                .policy(Rules.rule("closed")
                        .level(EnforcementLevel.REMEDIATE)
                        .judging((box, evaluation) -> asked.add("closed"))
                        .remedying(remediation -> asked.add("remedied")))
                .policy(Rules.stackRule("few", (stack, evaluation) -> asked.add("few")))
                .build();

        Rehearsal.of(() -> pack);

        assertThat(asked).containsExactlyInAnyOrder("broken", "closed", "remedied", "few");
    }
}
