package dev.holdfast.policy.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.Finding;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.Remediation;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Value;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The example of the README. */
class TestStackTest {
    private final EncryptedDatabase rule = new EncryptedDatabase();
    private final TestStack stack = new TestStack("shop", "prod");
    private final TestResource database = stack.add("aws:rds/instance:Instance", "database");

    private static final class EncryptedDatabase implements ResourcePolicy {
        @Override
        public PolicyMetadata metadata() {
            return PolicyMetadata.named("encrypted-database")
                    .description("Databases are encrypted.")
                    .build();
        }

        @Override
        public ResourceTypes types() {
            return ResourceTypes.of(com.pulumi.aws.rds.Instance.class);
        }

        @Override
        public void validate(PolicyResource resource, Evaluation evaluation) {
            if (!resource.property("storageEncrypted").isTrue()) {
                evaluation.violation("storageEncrypted is off");
            }
        }

        @Override
        public void remediate(Remediation remediation) {
            remediation.set("storageEncrypted", true);
        }
    }

    @Test
    void aRuleRunsWithoutAnyProcess() {
        assertThat(stack.violations(rule)).containsExactly("database: storageEncrypted is off");
        database.set("storageEncrypted", true);
        assertThat(stack.findings(rule)).isEmpty();
        database.set("storageEncrypted", Value.UNKNOWN);
        assertThat(stack.notEvaluated(rule))
                .containsExactly("database: storageEncrypted is not known before the update");
    }

    @Test
    void aRemediationIsSeen() {
        assertThat(stack.remedied(rule, database.set("multiAz", true)))
                .isEqualTo(Map.of("multiAz", true, "storageEncrypted", true));
    }

    @Test
    void aBrokenRuleFailsTheTest() {
        database.set("storageEncrypted", "perhaps");

        assertThatThrownBy(() -> stack.violations(rule))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("storageEncrypted is text, not true or false");
        assertThat(stack.findings(rule)).extracting(Finding::kind).containsExactly(Finding.Kind.ERROR);
    }

    @Test
    void aUrnNamesTheParents() {
        var component = stack.add("acme:data:Data", "data");
        database.parent(component);

        assertThat(database.urn())
                .isEqualTo("urn:pulumi:prod::shop::acme:data:Data$aws:rds/instance:Instance::database");
        assertThat(stack.resources().resource(database.urn()).orElseThrow().parentTypes())
                .containsExactly("acme:data:Data");
    }

    @Test
    void aResourceRuleDoesNotSeeWhatTheEngineDoesNotTellIt() {
        var key = stack.add("aws:kms/key:Key", "key");
        database.refersTo("kmsKeyId", key);

        assertThat(database.declared().propertyDependencies()).isEmpty();
        assertThat(database.resource().propertyDependencies()).containsOnlyKeys("kmsKeyId");
    }

    @Test
    void twoResourcesOfOneNameAreRefused() {
        assertThatThrownBy(() -> stack.add("aws:rds/instance:Instance", "database"))
                .hasMessage("there are two aws:rds/instance:Instance::database");
    }
}
