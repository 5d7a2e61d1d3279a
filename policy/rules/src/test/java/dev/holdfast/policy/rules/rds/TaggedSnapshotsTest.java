package dev.holdfast.policy.rules.rds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class TaggedSnapshotsTest {
    private final TaggedSnapshots rule = new TaggedSnapshots();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource database =
            stack.add("aws:rds/instance:Instance", "database").set("copyTagsToSnapshot", true);

    @Test
    void passesWhatIsAsItShould() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesOneWhereCopyTagsToSnapshotIsOff() {
        database.set("copyTagsToSnapshot", false);

        assertThat(stack.violations(rule)).containsExactly("database: copyTagsToSnapshot is off");
    }

    @Test
    void refusesOneThatSaysNothing() {
        database.set("copyTagsToSnapshot", null);

        assertThat(stack.violations(rule)).containsExactly("database: copyTagsToSnapshot is off");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        database.set("copyTagsToSnapshot", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule))
                .containsExactly("database: copyTagsToSnapshot is not known before the update");
    }
}
