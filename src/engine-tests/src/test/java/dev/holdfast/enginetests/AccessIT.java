package dev.holdfast.enginetests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** How people and pipelines get into the accounts: what docs/access.md says, done in order. */
@EngineTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class AccessIT {
    private static final String STACK = "src/organization/Pulumi.management.yaml";
    private static final String PREVIEW = "pulumi preview --diff --stack management";

    private Copy copy;

    @BeforeAll
    void bringsUpAnOrganizationWithContactsAndARepository() throws IOException {
        copy = Copy.of(
                Path.of("../..").toAbsolutePath().normalize(),
                Path.of("target/engine/access").toAbsolutePath());
        copy.edit(STACK, "config:\n", """
                config:
                  holdfast-organization:contacts:
                    security: {name: Ada, title: Security, email: security@example.com, phone: "+49 30 1"}
                    billing: {name: Ada, title: Finance, email: billing@example.com, phone: "+49 30 1"}
                    operations: {name: Ada, title: Operations, email: operations@example.com, phone: "+49 30 1"}
                  holdfast-organization:repository: acme/platform
                  holdfast-organization:repositoryId: "42"
                """);
        copy.sandbox("up", "management").succeeded();
    }

    @AfterAll
    void stops() {
        if (copy != null) {
            copy.close();
        }
    }

    private String output(String name) {
        return copy.pulumi("organization", "pulumi stack output --stack management --json " + name)
                .succeeded()
                .output();
    }

    @Test
    @Order(1)
    void asksAPersonToEnableIdentityCenterAndForNothingThatIsConfigured() {
        assertThat(output("next").strip()).isEqualTo("[]");
        assertThat(output("byHand"))
                .contains("enable IAM Identity Center")
                .doesNotContain("holdfast-organization:contacts", "holdfast-organization:repository");
        assertThat(output("awsConfig")).contains("[profile prod]", "source_profile = management");
    }

    @Test
    @Order(2)
    void theNextUpdateFindsIdentityCenterEnabledAndLetsPeopleIn() {
        copy.sandbox("console", "identity-center").succeeded();

        copy.sandbox("up", "management").succeeded();

        assertThat(output("byHand")).doesNotContain("Identity Center");
        assertThat(output("awsConfig")).contains("[sso-session holdfast]", "[profile prod-read-only]");
        copy.pulumi("organization", PREVIEW + " --expect-no-changes").succeeded();
    }

    /** The role that can only read is another one, and so the accounts' providers change; nothing else does. */
    @Test
    @Order(3)
    void aPreviewCanBeMadeWithRolesThatOnlyRead() throws IOException {
        copy.edit(STACK, "config:\n", "config:\n  holdfast-organization:accessRole: holdfast/preview\n");

        var preview = copy.sandbox("preview", "management").succeeded().output();

        assertThat(preview).contains("7 to update").doesNotContain("to create", "to delete", "to replace");
    }
}
