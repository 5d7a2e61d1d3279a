package dev.holdfast.sandbox.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.sandbox.provider.SandboxCloud.Created;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrganizationsTest {
    private static final String ORGANIZATION = "aws:organizations/organization:Organization";
    private static final String UNIT = "aws:organizations/organizationalUnit:OrganizationalUnit";
    private static final String ACCOUNT = "aws:organizations/account:Account";

    @TempDir
    private Path directory;

    private SandboxCloud cloud;
    private Landscape landscape;

    /** An organization and what is in it. */
    static final class Landscape {
        private final SandboxCloud cloud;
        final Created organization;
        final String root;

        Landscape(SandboxCloud cloud) {
            this.cloud = cloud;
            organization = cloud.create(ORGANIZATION, Map.of());
            root = ((Map<?, ?>) ((List<?>) organization.outputs().get("roots")).get(0))
                    .get("id")
                    .toString();
        }

        String account(String name) {
            return cloud.create(ACCOUNT, inputs(name, name + "@example.com")).id();
        }
    }

    @BeforeEach
    void createOrganization() {
        cloud = new SandboxCloud(directory);
        landscape = new Landscape(cloud);
    }

    @Test
    void givesAccountsTwelveDigits() {
        assertThat(landscape.account("dev")).matches("[1-9]\\d{11}");
    }

    @Test
    void refusesASecondOrganization() {
        assertThatThrownBy(() -> cloud.create(ORGANIZATION, Map.of()))
                .hasMessageContaining("AlreadyInOrganizationException")
                .hasMessageContaining(landscape.organization.id());
    }

    @Test
    void readsAnOrganizationThatPulumiDoesNotKnowYet() {
        var read = cloud.read(ORGANIZATION, landscape.organization.id());

        assertThat(read.getId()).isEqualTo(landscape.organization.id());
        assertThat(Wire.map(read.getProperties())).containsKey("roots");
    }

    @Test
    void refusesAnEmailThatIsUsedWithoutRegardToCase() {
        landscape.account("dev");

        assertThatThrownBy(() -> cloud.create(ACCOUNT, inputs("other", "DEV@example.com")))
                .hasMessageContaining("EMAIL_ALREADY_EXISTS")
                .hasMessageContaining("DEV@example.com");
    }

    @Test
    void refusesMoreAccountsThanTheQuota() {
        for (int i = 0; i < 9; i++) {
            landscape.account("a" + i);
        }

        assertThatThrownBy(() -> landscape.account("a9")).hasMessageContaining("ACCOUNT_NUMBER_LIMIT_EXCEEDED");
    }

    @Test
    void movesAnAccountInPlace() {
        var unit = cloud.create(UNIT, Map.of("name", "Workloads", "parentId", landscape.root));
        var account = cloud.create(ACCOUNT, inputs("dev", "dev@example.com"));
        var moved = inputs("dev", "dev@example.com");
        moved.put("parentId", unit.id());

        assertThat(cloud.diff(ACCOUNT, account.inputs(), moved).getReplacesList())
                .isEmpty();
        assertThat(cloud.update(ACCOUNT, account, moved)).containsEntry("parentId", unit.id());
    }

    @Test
    void keepsTheNameThatAPersonGaveWhenAnAccountMoves() {
        var unit = cloud.create(UNIT, Map.of("name", "Workloads", "parentId", landscape.root));
        var account = cloud.create(ACCOUNT, inputs("dev", "dev@example.com"));
        var renamed = cloud.resources.all(ACCOUNT).get(0).with(Map.of("name", "Development"));
        cloud.resources.put(renamed);
        var moved = inputs("dev", "dev@example.com");
        moved.put("parentId", unit.id());

        assertThat(cloud.update(ACCOUNT, account, moved)).containsEntry("name", "Development");
    }

    @Test
    void replacesAnAccountForAnotherEmail() {
        assertThat(cloud.diff(ACCOUNT, inputs("dev", "a@example.com"), inputs("dev", "b@example.com"))
                        .getReplacesList())
                .containsExactly("email");
    }

    @Test
    void refusesToTakeAnAccountOutOfTheOrganization() {
        var account = cloud.create(ACCOUNT, inputs("dev", "dev@example.com"));

        assertThatThrownBy(() -> cloud.delete(ACCOUNT, account)).hasMessageContaining("ConstraintViolationException");
        assertThat(cloud.read(ACCOUNT, account.id()).getId()).isEqualTo(account.id());
    }

    @Test
    void keepsTheEmailOfAClosedAccount() {
        var inputs = inputs("dev", "dev@example.com");
        inputs.put("closeOnDeletion", true);
        var account = cloud.create(ACCOUNT, inputs);
        cloud.delete(ACCOUNT, account);

        assertThat(cloud.read(ACCOUNT, account.id()).getId()).isEmpty();
        assertThatThrownBy(() -> landscape.account("dev")).hasMessageContaining("SUSPENDED");
    }

    @Test
    void refusesToCloseAnAccountThatIsClosed() {
        var inputs = inputs("dev", "dev@example.com");
        inputs.put("closeOnDeletion", true);
        var account = cloud.create(ACCOUNT, inputs);
        cloud.delete(ACCOUNT, account);

        assertThatThrownBy(() -> cloud.delete(ACCOUNT, account)).hasMessageContaining("AccountAlreadyClosedException");
    }

    @Test
    void refusesTwoUnitsOfOneNameInOnePlace() {
        cloud.create(UNIT, Map.of("name", "Workloads", "parentId", landscape.root));

        assertThatThrownBy(() -> cloud.create(UNIT, Map.of("name", "Workloads", "parentId", landscape.root)))
                .hasMessageContaining("DuplicateOrganizationalUnitException");
    }

    @Test
    void refusesToDeleteAUnitThatHasAccounts() {
        var unit = cloud.create(UNIT, Map.of("name", "Workloads", "parentId", landscape.root));
        var inputs = inputs("dev", "dev@example.com");
        inputs.put("parentId", unit.id());
        cloud.create(ACCOUNT, inputs);

        assertThatThrownBy(() -> cloud.delete(UNIT, unit)).hasMessageContaining("OrganizationalUnitNotEmptyException");
    }

    @Test
    void refusesAParentThatDoesNotExist() {
        assertThatThrownBy(() -> cloud.create(UNIT, Map.of("name", "Workloads", "parentId", "ou-hf01-nowhere1")))
                .hasMessageContaining("ParentNotFoundException");
    }

    @Test
    void assumesTheRoleOfAnAccountThatItCreated() {
        var account = landscape.account("dev");

        assertThatCode(() -> cloud.configure(provider(account, account))).doesNotThrowAnyException();
        assertThat(cloud.create("aws:ec2/eip:Eip", Map.of())
                        .outputs()
                        .get("arn")
                        .toString())
                .contains(":" + account + ":");
    }

    @Test
    void refusesARoleThatDoesNotExist() {
        assertThatThrownBy(() -> cloud.configure(provider("123456789012", "123456789012")))
                .hasMessageContaining("AccessDenied")
                .hasMessageContaining("sts:AssumeRole")
                .hasMessageContaining("arn:aws:iam::123456789012:role/OrganizationAccountAccessRole");
    }

    @Test
    void refusesAnAccountThatIsNotAllowed() {
        var account = landscape.account("dev");

        assertThatThrownBy(() -> cloud.configure(provider(account, "123456789012")))
                .hasMessageContaining("AWS account ID not allowed: " + account);
    }

    @Test
    void waitsForAnAccountThatIsNotKnownYet() {
        var configuration = Map.<String, Object>of("region", "eu-west-1", "assumeRole", Wire.UNKNOWN);

        assertThatCode(() -> cloud.configure(configuration)).doesNotThrowAnyException();
        assertThat(cloud.preview("aws:ec2/eip:Eip", Map.of())).containsEntry("publicIp", Wire.UNKNOWN);
    }

    @Test
    void namesAConfigurationThatTheProviderDoesNotHave() {
        assertThat(cloud.checkConfig(Map.of("region", "eu-west-1", "acount", "1")))
                .containsOnlyKeys("acount");
        assertThat(cloud.checkConfig(Map.of("allowedAccountIds", "[\"1\"]"))).containsOnlyKeys("region");
    }

    private static Map<String, Object> provider(String account, String allowed) {
        return Map.of(
                "region", "eu-west-1",
                "assumeRole", "{\"roleArn\":\"arn:aws:iam::" + account + ":role/OrganizationAccountAccessRole\"}",
                "allowedAccountIds", "[\"" + allowed + "\"]");
    }

    private static Map<String, Object> inputs(String name, String email) {
        return new HashMap<>(Map.of("name", name, "email", email));
    }
}
