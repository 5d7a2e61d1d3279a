package dev.holdfast.policy.rules.rds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class MasterPasswordTest {
    private final MasterPassword rule = new MasterPassword();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource database = stack.add("aws:rds/instance:Instance", "database")
            .set("manageMasterUserPassword", true)
            .set("username", "holdfast");

    @Test
    void passesWhatIsAsItShould() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesAPasswordThatSomebodyGives() {
        database.set("manageMasterUserPassword", null).set("password", Value.secret("hunter2"));

        assertThat(stack.violations(rule))
                .containsExactly("database: manageMasterUserPassword is off, and a password is given");
    }

    @Test
    void refusesAUsualName() {
        database.set("username", "postgres");

        assertThat(stack.violations(rule)).containsExactly("database: the master user is called postgres");
    }

    @Test
    void passesACopyWhoseMasterIsItsSources() {
        database.set("manageMasterUserPassword", null).set("replicateSourceDb", "other");

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        database.set("manageMasterUserPassword", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule))
                .containsExactly("database: manageMasterUserPassword is not known before the update");
    }
}
