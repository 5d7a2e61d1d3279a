package dev.holdfast.policy.rules.rds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class FinalSnapshotTest {
    private final FinalSnapshot rule = new FinalSnapshot();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource database = stack.add("aws:rds/instance:Instance", "database")
            .set("skipFinalSnapshot", false)
            .set("finalSnapshotIdentifier", "database-final");

    @Test
    void passesWhatIsAsItShould() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesOneThatSkipsIt() {
        database.set("skipFinalSnapshot", true);

        assertThat(stack.violations(rule)).containsExactly("database: skipFinalSnapshot is on");
    }

    @Test
    void refusesASnapshotWithoutAName() {
        database.set("finalSnapshotIdentifier", null);

        assertThat(stack.violations(rule))
                .containsExactly(
                        "database: no finalSnapshotIdentifier is set, without which RDS cannot be asked to delete it");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        database.set("skipFinalSnapshot", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule))
                .containsExactly("database: skipFinalSnapshot is not known before the update");
    }
}
