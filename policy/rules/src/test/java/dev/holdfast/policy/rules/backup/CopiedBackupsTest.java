package dev.holdfast.policy.rules.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CopiedBackupsTest {
    private final CopiedBackups rule = new CopiedBackups();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource plan = stack.add("aws:backup/plan:Plan", "plan")
            .set(
                    "rules",
                    List.of(Map.of(
                            "ruleName",
                            "daily",
                            "copyActions",
                            List.of(Map.of("destinationVaultArn", "arn")),
                            "lifecycle",
                            Map.of("deleteAfter", 35))));

    @Test
    void passesWhatIsAsItShould() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesARuleThatCopiesNowhere() {
        plan.set("rules", List.of(Map.of("ruleName", "daily")));

        assertThat(stack.violations(rule)).containsExactly("plan: rule daily copies nowhere");
    }

    @Test
    void refusesAnEmptyListOfCopies() {
        plan.set("rules", List.of(Map.of("ruleName", "daily", "copyActions", List.of())));

        assertThat(stack.violations(rule)).containsExactly("plan: rule daily copies nowhere");
    }

    @Test
    void refusesARuleThatKeepsShortly() {
        plan.set(
                "rules",
                List.of(Map.of(
                        "ruleName", "daily", "copyActions", Value.UNKNOWN, "lifecycle", Map.of("deleteAfter", 7))));

        assertThat(stack.violations(rule)).containsExactly("plan: rule daily keeps for 7 days");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        plan.set("rules", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("plan: rules is not known before the update");
    }
}
