package dev.holdfast.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.ProviderResource;
import dev.holdfast.testkit.Cloud;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each environment in its own account, and in no other. */
class AccountTest {
    private static Object input(Cloud cloud, String name) {
        return cloud.only("pulumi:providers:aws").inputs().get(name);
    }

    @Test
    void isTheOneThatTheOrganizationMade() {
        var cloud = Workload.run("prod");

        assertThat(cloud.only("pulumi:pulumi:StackReference").name())
                .isEqualTo("organization/holdfast-organization/management");
        assertThat(input(cloud, "allowedAccountIds")).isEqualTo("[\"444444444444\"]");
    }

    @Test
    void isTheDevelopersForAReviewEnvironment() {
        assertThat(input(Workload.run("review-1"), "allowedAccountIds")).isEqualTo("[\"" + Workload.ACCOUNT + "\"]");
    }

    @Test
    void isTheOneOfTheConfigurationWhereTheOrganizationCannotBeAsked() {
        var cloud = Workload.run(Workload.settings("dev", "accountId", "555555555555", "registry", Workload.REGISTRY));

        assertThat(cloud.all("pulumi:pulumi:StackReference")).isEmpty();
        assertThat(input(cloud, "allowedAccountIds")).isEqualTo("[\"555555555555\"]");
    }

    @Test
    void isEnteredThroughTheRoleOfTheConfiguration() {
        var cloud = Workload.run(Workload.settings("dev", "roleName", "OrganizationAccountAccessRole"));

        assertThat(input(cloud, "assumeRole").toString())
                .contains("arn:aws:iam::111111111111:role/OrganizationAccountAccessRole");
    }

    @Test
    void isEnteredThroughNoRoleByDefault() {
        assertThat(Workload.run("dev").only("pulumi:providers:aws").inputs()).doesNotContainKey("assumeRole");
    }

    @Test
    void givesItsTagsToEverything() {
        var settings = Workload.settings("dev", "owner", "shop", "costCentre", "4711", "repository", "acme/shop");

        assertThat(input(Workload.run(settings), "defaultTags").toString())
                .isEqualTo("{\"tags\":{\"cost-centre\":\"4711\",\"environment\":\"dev\",\"owner\":\"shop\","
                        + "\"project\":\"holdfast\",\"repository\":\"acme/shop\",\"stateful\":\"false\"}}");
    }

    @Test
    void isWhereEveryResourceIs() {
        assertThat(Workload.aws(Workload.run("dev")))
                .hasSizeGreaterThan(30)
                .allSatisfy(one -> assertThat(one.provider()).as(one.type()).contains("pulumi:providers:aws::account"));
    }

    @Test
    void isWhereThePluginMakesTheNetwork() {
        var options = (ComponentResourceOptions)
                Workload.run("dev").only("awsx:ec2:Vpc").options();

        assertThat(options.getProviders())
                .extracting(ProviderResource::pulumiResourceName)
                .containsExactly("account");
    }

    @Test
    void hasOneResourceOfEachTypeAndName() {
        var known = new HashSet<String>();

        assertThat(Workload.run("prod").all()).allMatch(one -> known.add(one.type() + "::" + one.name()));
    }

    @Test
    void letsTheAccountOfTheBackupsCopyItsData() {
        assertThat(keyPolicy(Workload.run("dev"))).contains("arn:aws:iam::777777777777:root");
        assertThat(keyPolicy(Workload.run(Workload.settings(
                        "dev",
                        "accountId",
                        "555555555555",
                        "registry",
                        Workload.REGISTRY,
                        "backupVault",
                        Workload.BACKUP_VAULT))))
                .contains("arn:aws:iam::555555555555:root", "arn:aws:iam::777777777777:root");
    }

    @Test
    void isThereBeforeTheOrganizationHasAVaultForBackups() {
        var settings = Workload.settings("dev");
        var cloud = Workload.cloud("dev")
                .stackReference(Map.of(
                        "accounts", Map.of("dev", Map.of("id", Workload.ACCOUNT)), "registry", Workload.REGISTRY))
                .run(ctx -> WorkloadProgram.declare(ctx, settings));

        assertThat(keyPolicy(cloud)).contains(Workload.ACCOUNT).doesNotContain("777777777777");
    }

    private static String keyPolicy(Cloud cloud) {
        return (String) cloud.named("aws:kms/key:Key", "key").inputs().get("policy");
    }

    @Test
    void isMissedWithAWordOnWhatToDo() {
        var settings = Workload.settings("dev");
        var cloud = Workload.cloud("dev").stackReference(Map.of("registry", Workload.REGISTRY));

        assertThatThrownBy(() -> cloud.run(ctx -> WorkloadProgram.declare(ctx, settings)))
                .hasStackTraceContaining(
                        "stack organization/holdfast-organization/management exports no account 'dev': bring it up first"
                                + " with `pulumi up` in src/organization, or set holdfast:accountId and"
                                + " holdfast:registry");
    }
}
