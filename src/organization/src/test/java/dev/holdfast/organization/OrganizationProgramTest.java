package dev.holdfast.organization;

import static dev.holdfast.organization.Fixtures.ACCOUNT;
import static dev.holdfast.organization.Fixtures.MANAGEMENT_ID;
import static dev.holdfast.organization.Fixtures.ORGANIZATION;
import static dev.holdfast.organization.Fixtures.cloud;
import static dev.holdfast.organization.Fixtures.declared;
import static dev.holdfast.organization.Fixtures.declaredAgain;
import static dev.holdfast.organization.Fixtures.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.aws.s3.BucketV2;
import com.pulumi.aws.s3.BucketV2Args;
import com.pulumi.core.annotations.ResourceType;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.CustomResourceOptions;
import dev.holdfast.conventions.StatefulTypes;
import dev.holdfast.testkit.Cloud;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OrganizationProgramTest {
    @Test
    void protectsEverythingStateful() {
        var stateful = declared(settings()).all().stream()
                .filter(one -> StatefulTypes.contains(one.type()))
                .toList();
        assertThat(stateful).hasSizeGreaterThan(1 + Unit.values().length + MemberAccount.ALL.size());
        assertThat(stateful).allMatch(Cloud.Seen::isProtected);
    }

    @Test
    void createsNothingStatelessInTheFirstUpdateButGuardrailsRootAccessAndTheStatesSettings() {
        assertThat(declared(settings()).all())
                .filteredOn(one -> one.type().startsWith("aws:") && !StatefulTypes.contains(one.type()))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.parent())
                        .hasValueSatisfying(parent -> assertThat(parent)
                                .containsAnyOf("Guardrails", "RootAccess", "StateBucket", "StateKey")));
    }

    @Test
    void putsUpTheGuardrailsAfterTheAccounts() {
        var first = declared(settings()).named("aws:organizations/policy:Policy", "guardrails-membership");
        assertThat(first.dependsOn()).containsExactly("holdfast:organization:MemberAccounts::accounts");
    }

    @Test
    void allowsTheConfiguredRegions() {
        assertThat(guardrail("regions", Map.of()))
                .contains("\"aws:RequestedRegion\":\"eu-central-1\"")
                .doesNotContain("eu-west-1");
        assertThat(guardrail("regions", Map.of("holdfast-organization:regions", "eu-west-1")))
                .contains("\"aws:RequestedRegion\":[\"eu-central-1\",\"eu-west-1\"]");
    }

    @Test
    void letsTheWorkflowsOfTheRepositorysOwnerInOnly() {
        assertThat(guardrail("data-perimeter", Map.of())).doesNotContain("githubusercontent");
        assertThat(guardrail(
                        "data-perimeter",
                        Map.of(
                                "holdfast-organization:repository", "acme/platform",
                                "holdfast-organization:repositoryId", "4711")))
                .contains("\"repo:acme/*\"");
    }

    /** They could stop what runs in the accounts that it has already. */
    @Test
    void putsNoGuardrailsOnAnOrganizationThatItTakesOver() {
        var cloud = Fixtures.declaredAgain(Fixtures.takingOver("o-a1b2c3d4e5"));
        assertThat(cloud.all()).noneMatch(one -> one.type().startsWith("aws:organizations/policy"));
        assertThat(cloud.exported("done").toString()).doesNotContain("guardrails");
        assertThat(cloud.exported("byHand").toString()).contains("remove holdfast-organization:organizationId");
    }

    /** AWS knows no central root access without an organization, and gives new accounts root credentials without it. */
    @Test
    void takesRootUsersUnderCentralManagementAfterTheOrganizationAndBeforeTheAccounts() {
        var cloud = declared(settings());
        assertThat(cloud.only("aws:iam/organizationsFeatures:OrganizationsFeatures")
                        .dependsOn())
                .contains("aws:organizations/organization:Organization::organization");
        assertThat(cloud.named(ACCOUNT, "accounts-log-archive").dependsOn())
                .contains("holdfast:organization:RootAccess::root-access");
    }

    /** The SDK lets only the component wait for what the component depends on. */
    @Test
    void letsEveryResourceInAnAccountButTheSecurityServicesWaitForTheAccount() {
        var cloud = declaredAgain(settings());
        assertThat(cloud.all())
                .filteredOn(one -> one.type().startsWith("aws:"))
                .filteredOn(one -> one.provider().contains("::account-dev::"))
                .filteredOn(one -> !one.type().startsWith("aws:securityhub/"))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.dependsOn()).contains(ACCOUNT + "::accounts-dev"));
    }

    @Test
    void putsEveryResourceIntoAComponent() {
        assertThat(declared(settings()).all())
                .filteredOn(one -> one.type().startsWith("aws:"))
                .allSatisfy(one -> assertThat(one.parent())
                        .hasValueSatisfying(parent -> assertThat(parent).startsWith("holdfast:organization:")));
    }

    @Test
    void reachesAwsThroughOneProviderInTheConfiguredRegion() {
        var cloud = declared(settings());
        assertThat(cloud.only("pulumi:providers:aws").inputs()).containsEntry("region", "eu-central-1");
        assertThat(cloud.all())
                .filteredOn(one -> one.type().startsWith("aws:"))
                .allMatch(one -> one.provider().contains("pulumi:providers:aws::management"));
    }

    @Test
    void tagsEverythingThroughTheProvider() {
        var provider = declared(settings()).only("pulumi:providers:aws");
        assertThat(provider.inputs().get("defaultTags").toString()).contains("holdfast-organization");
    }

    @Test
    void tellsIdUnitAndAddressOfEveryAccount() {
        var cloud = cloud().computes(ACCOUNT, inputs -> Map.of("email", "aws+" + inputs.get("name") + "@old.example"))
                .run(ctx -> OrganizationProgram.declare(ctx, settings()));
        assertThat(cloud.exported("accounts"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .hasSize(7)
                .containsEntry(
                        "prod",
                        Map.of("id", "accounts-prod-id", "ou", "Workloads/Production", "email", "aws+prod@old.example"))
                .containsEntry(
                        "log-archive",
                        Map.of(
                                "id",
                                "accounts-log-archive-id",
                                "ou",
                                "Security",
                                "email",
                                "aws+log-archive@old.example"));
    }

    @Test
    void tellsTheIdOfTheOrganization() {
        assertThat(declared(settings()).exported("organizationId")).isEqualTo("organization-id");
    }

    @Test
    void tellsTheRoleThatEveryAccountIsCreatedWith() {
        var cloud = declared(settings());
        assertThat(cloud.exported("accessRole")).isEqualTo("OrganizationAccountAccessRole");
        assertThat(cloud.all(ACCOUNT))
                .allSatisfy(one -> assertThat(one.inputs()).containsEntry("roleName", cloud.exported("accessRole")));
    }

    @Test
    void putsTheRegistryIntoTheSharedAccountAndTheConfiguredRegion() {
        assertThat(declared(settings()).exported("registry"))
                .isEqualTo("accounts-shared-id.dkr.ecr.eu-central-1.amazonaws.com");
    }

    @Test
    void keepsStatesInTheManagementAccountFromTheFirstUpdateOn() {
        var cloud = declared(settings());

        assertThat(cloud.exported("stateBucket"))
                .isEqualTo("s3://holdfast-organization-state-" + MANAGEMENT_ID + "-eu-central-1?region=eu-central-1");
        assertThat(cloud.named("aws:s3/bucketPolicy:BucketPolicy", "state").provider())
                .contains("aws::management::");
        assertThat((String) cloud.named("aws:s3/bucketPolicy:BucketPolicy", "state")
                        .inputs()
                        .get("policy"))
                .as("accounts that this update creates")
                .doesNotContain(":root");
    }

    @Test
    void letsTheEnvironmentsThatExistReachTheirStates() {
        var cloud = declaredAgain(settings());

        for (var environment : List.of("dev", "stage", "prod")) {
            var role = RoleNames.arn(Fixtures.id(environment), RoleNames.DEPLOY);
            assertThat((String) cloud.named("aws:s3/bucketPolicy:BucketPolicy", "state")
                            .inputs()
                            .get("policy"))
                    .contains(role);
            assertThat((String) cloud.named("aws:kms/key:Key", "state-" + environment)
                            .inputs()
                            .get("policy"))
                    .contains(role);
        }
    }

    @Test
    void bringsCopiesOfBackupsIntoTheBackupAccount() {
        var cloud = declaredAgain(settings());

        assertThat(cloud.only("aws:backup/vault:Vault").provider()).contains("aws::account-backup::");
        assertThat(cloud.only("aws:backup/restoreTestingPlan:RestoreTestingPlan")
                        .provider())
                .contains("aws::account-backup::");
        assertThat(cloud.only("aws:backup/globalSettings:GlobalSettings").provider())
                .contains("aws::management::");
        assertThat(cloud.exported("backupVault")).isEqualTo("arn:aws:test:::backup");
        assertThat(cloud.exported("backupKey")).isEqualTo("arn:aws:test:::backup");
    }

    @Test
    void declaresNothingInAnAccountThatThisUpdateCreates() {
        var cloud = declared(settings());

        assertThat(cloud.all("aws:backup/vault:Vault")).isEmpty();
        assertThat(cloud.all("aws:ecr/repository:Repository")).isEmpty();
    }

    @Test
    void givesAServiceOfOnesOwnARepository() {
        var cloud = declaredAgain(settings(Map.of("holdfast-organization:repositories", "holdfast/files")));

        assertThat(cloud.all("aws:ecr/repository:Repository"))
                .allSatisfy(repository -> assertThat(repository.provider()).contains("aws::account-shared::"))
                .extracting(repository -> repository.inputs().get("name"))
                .containsExactlyInAnyOrder("holdfast/api", "holdfast/files", "holdfast/migrations", "holdfast/web");
    }

    @Test
    void lambdaPullsForTheWorkloadsAccountsOnly() {
        var policy = declaredAgain(settings())
                .named("aws:ecr/repositoryPolicy:RepositoryPolicy", "registry-holdfast-migrations")
                .inputs()
                .get("policy")
                .toString();

        for (var account : MemberAccount.ALL) {
            var functions = "arn:aws:lambda:eu-central-1:" + Fixtures.id(account.name()) + ":function:*";
            assertThat(policy.contains(functions))
                    .as(account.name())
                    .isEqualTo(List.of("dev", "stage", "prod").contains(account.name()));
        }
    }

    @Test
    void importsNothingUnlessToldTo() {
        assertThat(declared(settings()).all())
                .filteredOn(one -> one.type().startsWith("aws:"))
                .allMatch(one -> importId(one).isEmpty());
    }

    @Test
    void importsTheOrganizationThatIsTakenOverAndTheAccountsThatItHas() {
        var cloud = Fixtures.declaredAgain(Fixtures.takingOver("o-a1b2c3d4e5"));
        assertThat(importId(cloud.only(ORGANIZATION))).contains("o-a1b2c3d4e5");
        assertThat(importId(cloud.named(ACCOUNT, "accounts-dev"))).contains(Fixtures.id("dev"));
        assertThat(cloud.all(Fixtures.UNIT)).allMatch(one -> importId(one).isEmpty());
    }

    @Test
    void declaresNothingInAccountsThatAreTakenOver() {
        assertThat(Fixtures.declaredAgain(Fixtures.takingOver("o-a1b2c3d4e5")).all("pulumi:providers:aws"))
                .extracting(Cloud.Seen::name)
                .containsExactly("management");
    }

    @Test
    void reachesEveryAccountThatExistsThroughAProviderOfItsOwn() {
        var cloud = Fixtures.declaredAgain(settings());
        for (var account : MemberAccount.names()) {
            var provider = cloud.named("pulumi:providers:aws", "account-" + account);
            assertThat(provider.inputs().get("allowedAccountIds").toString())
                    .isEqualTo("[\"" + Fixtures.id(account) + "\"]");
            assertThat(provider.inputs().get("assumeRole").toString())
                    .contains("arn:aws:iam::" + Fixtures.id(account) + ":role/OrganizationAccountAccessRole");
        }
        assertThat(cloud.exported("baseline")).isEqualTo(MemberAccount.names());
        assertThat(cloud.exported("next")).isEqualTo(List.of());
    }

    @Test
    void saysWhatWaitsForTheNextUpdate() {
        var cloud = declared(settings());
        assertThat(cloud.exported("baseline")).isEqualTo(List.of());
        assertThat(cloud.exported("next").toString()).contains("the baseline of 7 accounts", "log-archive", "prod");
    }

    /** The message names the account, and no resource is touched. */
    @Test
    void declaresNoAccountWhenOneIsMissingInTheConfiguration() {
        var cloud = Fixtures.existing(
                List.of(new ExistingOrganization.Account("222222222222", "website", "web@example.com", "ACTIVE")));
        assertThatThrownBy(() -> cloud.run(ctx -> OrganizationProgram.declare(ctx, settings())))
                .hasMessageContaining("'website' (222222222222, web@example.com, ACTIVE)");
        assertThat(cloud.all()).noneMatch(one -> one.type().startsWith("aws:"));
    }

    /** Of an account that is closed the engine can only forget what was in it. */
    @Test
    void forgetsWhatIsInAnAccountThatWaitsForItsClosure() {
        var leaving = new MemberAccount("old", Unit.SUSPENDED);
        var staying = new MemberAccount("dev", Unit.NON_PRODUCTION);
        var cloud = cloud().run(ctx -> {
            for (var member : List.of(leaving, staying)) {
                var account = new ComponentResource("test:index:Account", member.name());
                var access = AccountAccess.to(member, "123456789012", RoleNames.ACCESS, "eu-central-1", account);
                var component = new ComponentResource("test:index:Trail", "trail-" + member.name(), access.options());
                new BucketV2(
                        "trail-" + member.name(),
                        BucketV2Args.Empty,
                        CustomResourceOptions.builder()
                                .parent(component)
                                .protect(true)
                                .build());
            }
        });
        var left = cloud.named("aws:s3/bucketV2:BucketV2", "trail-old").options();
        assertThat(left.isProtect()).isFalse();
        assertThat(left.isRetainOnDelete()).isTrue();
        var kept = cloud.named("aws:s3/bucketV2:BucketV2", "trail-dev").options();
        assertThat(kept.isProtect()).isTrue();
        assertThat(kept.isRetainOnDelete()).isFalse();
    }

    /** Whatever is declared there in another way, the engine would want to delete in an account that is closed. */
    @Test
    void holdsOnToNothingInAnAccountThatWaitsForItsClosure() {
        var settings = settings(Map.of("holdfast-organization:accounts", "{\"dev\": {\"unit\": \"Suspended\"}}"));
        var cloud = Fixtures.existing(settings)
                .stackReference(Map.of(
                        "accounts",
                        Map.of("dev", Map.of("id", Fixtures.id("dev"), "ou", "Suspended")),
                        "baseline",
                        List.of("dev")))
                .run(ctx -> OrganizationProgram.declare(ctx, settings));
        assertThat(cloud.all())
                .filteredOn(one -> one.type().startsWith("aws:"))
                .filteredOn(one -> one.provider().contains("::account-dev::"))
                .isNotEmpty()
                .allSatisfy(one -> {
                    assertThat(one.options().isProtect()).isFalse();
                    assertThat(one.options().isRetainOnDelete()).isTrue();
                });
    }

    @Test
    void tellsWhatIsMissingInTheConfiguration() {
        assertThatThrownBy(() -> cloud().run(OrganizationProgram::stack))
                .hasMessageContaining("the configuration has 2 problems")
                .hasMessageContaining("aws:region is not set")
                .hasMessageContaining("holdfast-organization:email is not set");
    }

    @Test
    void createsNothingWhenTheConfigurationIsInvalid() {
        var cloud = cloud();
        assertThatThrownBy(() -> cloud.run(OrganizationProgram::stack)).hasMessageContaining("problems");
        assertThat(cloud.all()).noneMatch(one -> one.type().startsWith("aws:"));
    }

    @Test
    void refusesAStackThatIsNotTheOrganizations() {
        var cloud = new Cloud().stack(Settings.PROJECT, "prod");
        assertThatThrownBy(() -> cloud.run(OrganizationProgram::stack))
                .hasMessageContaining("stack 'prod' is not the organization's: allowed is only 'management'");
    }

    /** The catalogue is plain text, so a misspelled type would protect nothing. */
    @ParameterizedTest
    @MethodSource("dev.holdfast.conventions.StatefulTypes#all")
    void everyStatefulTypeIsOneOfTheAwsProvider(String type) throws ClassNotFoundException {
        var parts = type.split("[:/]");
        var resource = Class.forName("com.pulumi.aws." + parts[1] + "." + parts[3]);
        assertThat(resource.getAnnotation(ResourceType.class).type()).isEqualTo(type);
    }

    private static String guardrail(String name, Map<String, String> configuration) {
        return declared(settings(configuration))
                .named("aws:organizations/policy:Policy", "guardrails-" + name)
                .inputs()
                .get("content")
                .toString();
    }

    private static Optional<String> importId(Cloud.Seen seen) {
        return ((CustomResourceOptions) seen.options()).getImportId();
    }
}
