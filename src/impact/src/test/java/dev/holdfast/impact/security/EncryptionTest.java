package dev.holdfast.impact.security;

import static dev.holdfast.impact.security.Change.changed;
import static dev.holdfast.impact.security.Change.created;
import static dev.holdfast.impact.security.Change.deleted;
import static dev.holdfast.impact.security.Change.told;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncryptionTest {
    private static final String DATABASE = "aws:rds/instance:Instance";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "aws:rds/instance:Instance | {} | it is not stored encrypted",
                "aws:ebs/volume:Volume | {'encrypted': false} | it is not stored encrypted",
                "aws:lb/listener:Listener | {'protocol': 'HTTP'} | it answers without TLS",
                "aws:kms/key:Key | {} | it keeps its key material for ever",
                "aws:ebs/encryptionByDefault:EncryptionByDefault | {'enabled': false} | it does not encrypt new volumes"
            })
    void findsWhatIsNewAndPlain(String type, String inputs, String told) {
        assertThat(told(created(type, inputs))).containsExactly("+ ENCRYPTION " + told);
    }

    @Test
    void saysNothingOfWhatIsNewAndEncrypted() {
        assertThat(created(DATABASE, "{'storageEncrypted': true}")).isEmpty();
    }

    @Test
    void findsRotationThatIsSwitchedOff() {
        assertThat(told(changed("aws:kms/key:Key", "{'enableKeyRotation': true}", "{}")))
                .containsExactly("+ ENCRYPTION it keeps its key material for ever");
    }

    @Test
    void findsAnotherKey() {
        assertThat(told(changed(
                        DATABASE,
                        "{'storageEncrypted': true, 'kmsKeyId': 'one'}",
                        "{'storageEncrypted': true, 'kmsKeyId': 'two'}")))
                .containsExactly("- ENCRYPTION it is encrypted with two instead of one (kmsKeyId)");
    }

    @Test
    void awssOwnKeyIsLessThanOneOfOurs() {
        assertThat(told(changed("aws:sns/topic:Topic", "{'kmsMasterKeyId': 'one'}", "{}")))
                .containsExactly("+ ENCRYPTION it is encrypted with AWS's own key instead of one (kmsMasterKeyId)");
    }

    @Test
    void saysWhatADeletedKeyMeans() {
        assertThat(told(deleted("aws:kms/key:Key", "{'enableKeyRotation': true}")))
                .containsExactly("- ENCRYPTION what is encrypted with it can no longer be read once it is deleted");
    }
}
