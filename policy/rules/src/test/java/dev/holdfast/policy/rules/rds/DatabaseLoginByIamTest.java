package dev.holdfast.policy.rules.rds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class DatabaseLoginByIamTest {
    private final DatabaseLoginByIam rule = new DatabaseLoginByIam();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource database =
            stack.add("aws:rds/instance:Instance", "database").set("iamDatabaseAuthenticationEnabled", true);

    @Test
    void passesWhatIsAsItShould() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesOneWhereIamDatabaseAuthenticationEnabledIsOff() {
        database.set("iamDatabaseAuthenticationEnabled", false);

        assertThat(stack.violations(rule)).containsExactly("database: iamDatabaseAuthenticationEnabled is off");
    }

    @Test
    void refusesOneThatSaysNothing() {
        database.set("iamDatabaseAuthenticationEnabled", null);

        assertThat(stack.violations(rule)).containsExactly("database: iamDatabaseAuthenticationEnabled is off");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        database.set("iamDatabaseAuthenticationEnabled", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule))
                .containsExactly("database: iamDatabaseAuthenticationEnabled is not known before the update");
    }
}
