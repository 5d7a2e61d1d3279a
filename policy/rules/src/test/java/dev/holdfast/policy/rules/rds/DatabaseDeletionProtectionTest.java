package dev.holdfast.policy.rules.rds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class DatabaseDeletionProtectionTest {
    private final DatabaseDeletionProtection rule = new DatabaseDeletionProtection();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource database =
            stack.add("aws:rds/instance:Instance", "database").set("deletionProtection", true);

    @Test
    void passesADatabaseThatRdsRefusesToDelete() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesADatabaseThatAnybodyMayDelete() {
        database.set("deletionProtection", null);

        assertThat(stack.violations(rule)).containsExactly("database: deletionProtection is off");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        database.set("deletionProtection", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule))
                .containsExactly("database: deletionProtection is not known before the update");
    }

    @Test
    void leavesReviewStacksAlone() {
        var review = new TestStack("holdfast", "review-1");
        review.add("aws:rds/instance:Instance", "database");

        assertThat(review.findings(rule)).isEmpty();
    }
}
