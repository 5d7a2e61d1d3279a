package dev.holdfast.policy.rules.rds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class EncryptedDatabaseTest {
    private final EncryptedDatabase rule = new EncryptedDatabase();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource database = stack.add("aws:rds/instance:Instance", "database")
            .set("storageEncrypted", true)
            .set("kmsKeyId", "arn:aws:kms:eu-central-1:1:key/a");

    @Test
    void passesWhatIsAsItShould() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesOneThatIsNotEncrypted() {
        database.set("storageEncrypted", null);

        assertThat(stack.violations(rule)).containsExactly("database: storageEncrypted is off");
    }

    @Test
    void refusesAKeyOfAws() {
        database.set("kmsKeyId", null);

        assertThat(stack.violations(rule)).containsExactly("database: no kmsKeyId is set: the key is AWS's");
    }

    @Test
    void passesAKeyThatTheSameUpdateMakes() {
        database.set("kmsKeyId", Value.UNKNOWN);

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        database.set("storageEncrypted", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule))
                .containsExactly("database: storageEncrypted is not known before the update");
    }
}
