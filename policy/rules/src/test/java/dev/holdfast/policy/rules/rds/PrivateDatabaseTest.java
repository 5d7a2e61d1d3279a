package dev.holdfast.policy.rules.rds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class PrivateDatabaseTest {
    private final PrivateDatabase rule = new PrivateDatabase();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource database =
            stack.add("aws:rds/instance:Instance", "database").set("publiclyAccessible", false);

    @Test
    void passesWhatIsAsItShould() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesOneWherePubliclyAccessibleIsOn() {
        database.set("publiclyAccessible", true);

        assertThat(stack.violations(rule)).containsExactly("database: publiclyAccessible is on");
    }

    @Test
    void passesOneThatSaysNothing() {
        database.set("publiclyAccessible", null);

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        database.set("publiclyAccessible", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule))
                .containsExactly("database: publiclyAccessible is not known before the update");
    }

    @Test
    void takesThePublicAddressAwayWhereItIsAskedTo() {
        database.set("publiclyAccessible", true).set("password", Value.secret("hidden"));

        assertThat(stack.remedied(rule, database))
                .containsEntry("publiclyAccessible", false)
                .containsEntry("password", "hidden");
    }
}
