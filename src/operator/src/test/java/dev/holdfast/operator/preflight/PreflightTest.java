package dev.holdfast.operator.preflight;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.operator.Holdfast;
import dev.holdfast.operator.Moto;
import dev.holdfast.operator.MotoBehind;
import dev.holdfast.operator.MotoTest;
import dev.holdfast.operator.Screen;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.account.AccountClient;
import software.amazon.awssdk.services.account.model.AlternateContactType;
import software.amazon.awssdk.services.organizations.OrganizationsClient;

/** The whole command, against moto. */
@MotoTest
class PreflightTest {
    private static final Map<String, String> CREDENTIALS =
            Map.of("aws.accessKeyId", "testing", "aws.secretAccessKey", "testing", "aws.disableEc2Metadata", "true");

    private static Moto moto;

    @TempDir
    private Path root;

    private MotoBehind aws;
    private OrganizationsClient organizations;

    @BeforeAll
    static void start() {
        moto = Moto.start();
    }

    @AfterAll
    static void stop() {
        moto.close();
    }

    @BeforeEach
    void aNewCloneAndANewAccount() throws IOException {
        moto.reset();
        aws = new MotoBehind(moto.endpoint());
        CREDENTIALS.forEach(System::setProperty);
        System.setProperty("aws.endpointUrl", aws.endpoint().toString());
        organizations = OrganizationsClient.builder()
                .endpointOverride(moto.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("testing", "testing")))
                .build();
        write("tools/pulumi/cli/go.mod", "require github.com/pulumi/pulumi/pkg/v3 v3.250.0\n");
        write("src/organization/target/organization.jar", "");
        write("src/workload/target/workload.jar", "");
        write("Pulumi.dev.yaml", "config:\n  aws:region: eu-central-1\n");
        write("Pulumi.prod.yaml", "config:\n  aws:region: eu-central-1\n");
        configure("aws+{account}@example.com", "");
        quota("L-E619E033", 10);
        aws.answer(
                "getRegionOptStatus",
                "{\"RegionName\": \"eu-central-1\", \"RegionOptStatus\": \"ENABLED_BY_DEFAULT\"}");
    }

    @AfterEach
    void forget() {
        System.clearProperty("aws.endpointUrl");
        CREDENTIALS.keySet().forEach(System::clearProperty);
        organizations.close();
        aws.close();
    }

    @Test
    void saysWhoseCredentialsTheseAre() throws IOException {
        assertThat(finding("Credentials").text()).contains(Moto.ACCOUNT);
    }

    @Test
    void blocksTheRootUser() throws IOException {
        caller("arn:aws:iam::" + Moto.ACCOUNT + ":root");

        var finding = finding("Credentials");

        assertThat(finding.verdict()).isEqualTo("blocks");
        assertThat(finding.text()).contains("root user's of account " + Moto.ACCOUNT, "cannot assume a role");
    }

    @Test
    void warnsOfAnIamUser() throws IOException {
        caller("arn:aws:iam::" + Moto.ACCOUNT + ":user/ada");

        assertThat(finding("Credentials").verdict()).isEqualTo("advice");
    }

    @Test
    void isContentWithARole() throws IOException {
        caller("arn:aws:sts::" + Moto.ACCOUNT + ":assumed-role/administrator/ada");

        assertThat(finding("Credentials").verdict()).isEqualTo("fine");
    }

    @Test
    void asksNothingMoreWithoutCredentials() throws IOException {
        assumeThat(System.getenv("AWS_ACCESS_KEY_ID"))
                .as("credentials of the test's own user")
                .isNull();
        System.clearProperty("aws.accessKeyId");
        System.setProperty("aws.sharedCredentialsFile", root.resolve("none").toString());
        System.setProperty("aws.configFile", root.resolve("none").toString());

        var credentials = finding("Credentials");

        assertThat(credentials.verdict()).isEqualTo("blocks");
        assertThat(credentials.text()).isEqualTo("there are none in the environment");
        assertThat(finding("All else").verdict()).isEqualTo("unknown");
        assertThat(aws.asked()).isEmpty();
        System.clearProperty("aws.sharedCredentialsFile");
        System.clearProperty("aws.configFile");
    }

    @Test
    void blocksCredentialsThatAwsRefuses() throws IOException {
        aws.refuse("GetCallerIdentity", "ExpiredToken", "The security token included in the request is expired");

        assertThat(finding("Credentials").verdict()).isEqualTo("blocks");
        assertThat(finding("All else").verdict()).isEqualTo("unknown");
    }

    @Test
    void endsSoonWhereNothingAnswers() throws IOException {
        System.setProperty("aws.endpointUrl", "http://127.0.0.1:9");

        var finding = finding("Credentials");

        assertThat(finding.verdict()).isEqualTo("blocks");
        assertThat(finding.text()).startsWith("AWS did not answer");
        assertThat(finding.next()).contains("network");
    }

    @Test
    void isContentWithAnAccountInNoOrganization() throws IOException {
        var finding = finding("Organization");

        assertThat(finding.verdict()).isEqualTo("fine");
        assertThat(finding.text()).contains("the first update creates it");
    }

    @Test
    void asksWhetherAnExistingOrganizationIsToBeTakenOver() throws IOException {
        var id = organization();

        var finding = finding("Organization");

        assertThat(finding.verdict()).isEqualTo("advice");
        assertThat(finding.next()).contains("config set --stack management holdfast-organization:organizationId " + id);
    }

    @Test
    void isContentWithTheOrganizationThatIsTakenOver() throws IOException {
        configure("aws+{account}@example.com", organization());

        assertThat(finding("Organization").verdict()).isEqualTo("fine");
    }

    @Test
    void blocksAnotherOrganizationThanTheConfigured() throws IOException {
        organization();
        configure("aws+{account}@example.com", "o-otherother");

        var finding = finding("Organization");

        assertThat(finding.verdict()).isEqualTo("blocks");
        assertThat(finding.text()).contains("'o-otherother'");
    }

    @Test
    void blocksAConfiguredOrganizationThatIsNotThere() throws IOException {
        configure("aws+{account}@example.com", "o-otherother");

        assertThat(finding("Organization").verdict()).isEqualTo("blocks");
    }

    @Test
    void blocksAMemberAccount() throws IOException {
        aws.answer("DescribeOrganization", """
                {"Organization": {"Id": "o-abcdefghij", "FeatureSet": "ALL", "MasterAccountId": "999999999999"}}""");

        var finding = finding("Organization");

        assertThat(finding.verdict()).isEqualTo("blocks");
        assertThat(finding.text())
                .contains("account " + Moto.ACCOUNT + " is a member", "o-abcdefghij", "999999999999 manages");
    }

    @Test
    void blocksAnOrganizationForBillingOnly() throws IOException {
        organizations.createOrganization(request -> request.featureSet("CONSOLIDATED_BILLING"));

        assertThat(finding("Organization").verdict()).isEqualTo("blocks");
        assertThat(finding("Organization").next()).contains("enable-all-features");
    }

    @Test
    void isContentWithAccountsThatExistAsTheyAreWanted() throws IOException {
        organization();
        account("dev", "aws+dev@example.com");

        var finding = finding("Accounts");

        assertThat(finding.verdict()).isEqualTo("fine");
        assertThat(finding.text()).contains("1 of them exist");
    }

    @Test
    void blocksAnAddressThatAnotherAccountHas() throws IOException {
        organization();
        var id = account("playground", "AWS+Dev@example.com");

        var finding = finding("Account dev");

        assertThat(finding.verdict()).isEqualTo("blocks");
        assertThat(finding.text()).contains("aws+dev@example.com", id, "whose name is playground");
    }

    @Test
    void blocksTheAddressOfAClosedAccount() throws IOException {
        organization();
        var id = account("dev", "aws+dev@example.com");
        organizations.closeAccount(request -> request.accountId(id));

        var finding = finding("Account dev");

        assertThat(finding.verdict()).isEqualTo("blocks");
        assertThat(finding.text()).contains(id, "SUSPENDED");
    }

    @Test
    void isContentWithAnAccountThatIsTakenOverWhateverItsNameAndAddress() throws IOException {
        var organization = organization();
        var id = account("playground", "someone@else.org");
        configure("aws+{account}@example.com", organization);
        append("  holdfast-organization:accounts:\n    dev:\n      id: \"" + id + "\"\n");

        assertThat(finding("Accounts").text()).contains("1 of them exist");
        assertThat(finding("Quota of accounts").text()).isEqualTo("2 there and 6 to create, of 10");
    }

    @Test
    void blocksAnAccountToTakeOverThatIsNotThere() throws IOException {
        organization();
        append("  holdfast-organization:accounts:\n    dev:\n      id: \"210987654321\"\n");

        var finding = finding("Account dev");

        assertThat(finding.verdict()).isEqualTo("blocks");
        assertThat(finding.text()).contains("'210987654321'");
    }

    @Test
    void countsTheAccountsThatTheConfigurationAdds() throws IOException {
        append("  holdfast-organization:accounts:\n    analytics:\n      unit: Workloads/NonProduction\n");

        assertThat(finding("Quota of accounts").text()).isEqualTo("1 there and 8 to create, of 10");
    }

    @Test
    void waitsForAnAccountThatAwsHasNotFinished() throws IOException {
        organization();
        aws.answer("ListAccounts", """
                {"Accounts": [{"Id": "210987654321", "Name": "dev", "Email": "aws+dev@example.com",
                 "Status": "ACTIVE", "State": "PENDING_ACTIVATION"}]}""");

        var finding = finding("Account dev");

        assertThat(finding.verdict()).isEqualTo("advice");
        assertThat(finding.text()).contains("210987654321", "PENDING_ACTIVATION");
        assertThat(finding("Quota of accounts").text()).isEqualTo("1 there and 6 to create, of 10");
    }

    @Test
    void tellsOfAnAccountWithTheSameNameAndAnotherAddress() throws IOException {
        organization();
        account("dev", "someone@else.org");

        var finding = finding("Account dev");

        assertThat(finding.verdict()).isEqualTo("advice");
        assertThat(finding.text()).contains("someone@else.org", "not aws+dev@example.com");
    }

    @Test
    void isContentWithAQuotaThatIsJustEnough() throws IOException {
        quota("L-E619E033", 8);

        var finding = finding("Quota of accounts");

        assertThat(finding.verdict()).isEqualTo("fine");
        assertThat(finding.text()).isEqualTo("1 there and 7 to create, of 8");
    }

    @Test
    void blocksAQuotaThatIsOneTooSmallAndSaysHowToAskForMore() throws IOException {
        quota("L-E619E033", 7);

        var finding = finding("Quota of accounts");

        assertThat(finding.verdict()).isEqualTo("blocks");
        assertThat(finding.next())
                .isEqualTo("aws service-quotas request-service-quota-increase --region us-east-1 --service-code"
                        + " organizations --quota-code L-E619E033 --desired-value 8");
    }

    @Test
    void countsClosedAccountsInTheQuota() throws IOException {
        organization();
        var id = account("old", "old@example.com");
        organizations.closeAccount(request -> request.accountId(id));
        quota("L-E619E033", 8);

        var finding = finding("Quota of accounts");

        assertThat(finding.verdict()).isEqualTo("blocks");
        assertThat(finding.text()).startsWith("2 there (1 of them closed) and 7 to create");
    }

    @Test
    void saysThatAQuotaCouldNotBeAsked() throws IOException {
        aws.refuse("GetServiceQuota", "NoSuchResourceException", "no such quota");

        // moto has no GetAWSDefaultServiceQuota.
        var finding = finding("Quota of accounts");

        assertThat(finding.verdict()).isEqualTo("unknown");
        assertThat(finding.text()).startsWith("could not be asked");
    }

    @Test
    void takesTheDefaultWhereNoQuotaWasEverApplied() throws IOException {
        aws.refuse("GetServiceQuota", "NoSuchResourceException", "no such quota");
        aws.answer("GetAWSDefaultServiceQuota", "{\"Quota\": {\"QuotaCode\": \"L-E619E033\", \"Value\": 10.0}}");

        assertThat(finding("Quota of accounts").verdict()).isEqualTo("fine");
    }

    @Test
    void namesThePermissionThatIsMissing() throws IOException {
        aws.refuse("GetServiceQuota", "AccessDeniedException", "User is not authorized");

        var finding = finding("Quota of accounts");

        assertThat(finding.verdict()).isEqualTo("unknown");
        assertThat(finding.next()).contains("allow servicequotas:GetServiceQuota");
    }

    @Test
    void isContentWithARegionThatEveryAccountHas() throws IOException {
        assertThat(finding("Region eu-central-1").verdict()).isEqualTo("fine");
    }

    @Test
    void warnsOfARegionThatNewAccountsDoNotHave() throws IOException {
        aws.answer("getRegionOptStatus", "{\"RegionName\": \"eu-central-1\", \"RegionOptStatus\": \"ENABLED\"}");

        assertThat(finding("Region eu-central-1").verdict()).isEqualTo("advice");
    }

    @Test
    void asksForEachRegionInWhichAnythingMayBeCreated() throws IOException {
        append("  holdfast-organization:regions: eu-central-1, eu-west-1\n");

        assertThat(subjects()).contains("Region eu-central-1", "Region eu-west-1");
    }

    @Test
    void blocksARegionThatAwsDoesNotKnow() throws IOException {
        aws.refuse("getRegionOptStatus", "ValidationException", "The region is not valid");

        assertThat(finding("Region eu-central-1").verdict()).isEqualTo("blocks");
    }

    @Test
    void blocksARegionThatIsNotEnabled() throws IOException {
        aws.answer("getRegionOptStatus", "{\"RegionName\": \"eu-central-1\", \"RegionOptStatus\": \"DISABLED\"}");

        assertThat(finding("Region eu-central-1").verdict()).isEqualTo("blocks");
        assertThat(finding("Region eu-central-1").next())
                .contains("aws account enable-region --region-name eu-central-1");
    }

    @Test
    void warnsOfARootUserWithoutMfa() throws IOException {
        assertThat(finding("Root user").verdict()).isEqualTo("advice");
    }

    @Test
    void isContentWithARootUserWithMfaAndWithoutKeys() throws IOException {
        summary(1, 0);

        assertThat(finding("Root user").verdict()).isEqualTo("fine");
        assertThat(subjects()).doesNotContain("Root user's keys");
    }

    @Test
    void warnsOfARootUserWithKeys() throws IOException {
        summary(1, 1);

        assertThat(finding("Root user's keys").verdict()).isEqualTo("advice");
    }

    @Test
    void namesTheAlternateContactsThatAreMissing() throws IOException {
        contact(AlternateContactType.BILLING);

        var finding = finding("Alternate contacts");

        assertThat(finding.verdict()).isEqualTo("advice");
        assertThat(finding.text()).contains("not set here for operations, security");
    }

    @Test
    void isContentWithAllThreeAlternateContacts() throws IOException {
        AlternateContactType.knownValues().forEach(this::contact);

        assertThat(finding("Alternate contacts").verdict()).isEqualTo("fine");
    }

    @Test
    void leavesTheAlternateContactsThatAreConfiguredToTheUpdate() throws IOException {
        append("  holdfast-organization:contacts:\n");
        for (var type : new String[] {"security", "billing", "operations"}) {
            append("    " + type
                    + ": {name: Ada, title: Engineer, email: ada@example.com, phone: \"+49 30 1234567\"}\n");
        }

        var finding = finding("Alternate contacts");

        assertThat(finding.verdict()).isEqualTo("fine");
        assertThat(finding.text()).contains("an update sets");
        assertThat(aws.asked()).doesNotContain("getAlternateContact");
    }

    @Test
    void isContentWithIdentityCenter() throws IOException {
        assertThat(finding("IAM Identity Center").verdict()).isEqualTo("fine");
    }

    @Test
    void saysWhereIdentityCenterIsNotEnabled() throws IOException {
        aws.answer("ListInstances", "{\"Instances\": []}");

        var finding = finding("IAM Identity Center");

        assertThat(finding.verdict()).isEqualTo("advice");
        assertThat(finding.text()).contains("not enabled in eu-central-1");
    }

    @Test
    void isContentWithCostExplorer() throws IOException {
        assertThat(finding("Cost Explorer").verdict()).isEqualTo("fine");
    }

    @Test
    void tellsCostExplorerThatIsOffFromAPermissionThatIsMissing() throws IOException {
        aws.refuse("GetCostAndUsage", "AccessDeniedException", "User not enabled for cost explorer access");
        assertThat(finding("Cost Explorer").verdict()).isEqualTo("advice");

        aws.refuse("GetCostAndUsage", "AccessDeniedException", "User is not authorized to perform: ce:GetCostAndUsage");
        assertThat(finding("Cost Explorer").verdict()).isEqualTo("unknown");
    }

    @Test
    void blocksAnExampleDomainAndEndsWithOne() throws IOException {
        assertThat(finding("Mail domain").verdict()).isEqualTo("blocks");
        assertThat(run("--json").code()).isEqualTo(1);
    }

    @Test
    void tellsWhatTheProgramWouldSayOfTheConfiguration() throws IOException {
        configure("aws@example.com", "");

        var finding = finding("Configuration");

        assertThat(finding.verdict()).isEqualTo("blocks");
        assertThat(finding.text()).contains("holdfast-organization:email", "it must contain {account}");
    }

    @Test
    void showsAPersonWhatToDoNext() throws IOException {
        quota("L-E619E033", 3);

        var shown = run().out();

        assertThat(shown)
                .contains(
                        "XX Pulumi CLI: there is no pulumi on PATH",
                        "XX Quota of accounts: 1 there and 7 to create are more than the 3",
                        "> aws service-quotas request-service-quota-increase",
                        "By hand",
                        "a month, without traffic",
                        "things block");
    }

    @Test
    void entersTheAccountOfAnEnvironmentAndAsksForItsQuotas() throws IOException {
        organization();
        var id = account("dev", "aws+dev@example.com");
        quota("", 10);

        assertThat(finding("Account", "--stack", "dev").text())
                .contains(id, "entered as OrganizationAccountAccessRole");
        assertThat(finding("Quota of Lambda", "--stack", "dev").verdict()).isEqualTo("advice");
        assertThat(finding("Quota of Fargate", "--stack", "dev").verdict()).isEqualTo("fine");
    }

    @Test
    void blocksProdInAnAccountWithTooFewProcessors() throws IOException {
        organization();
        account("prod", "aws+prod@example.com");
        quota("", 6);

        var finding = finding("Quota of Fargate", "--stack", "prod");

        assertThat(finding.verdict()).isEqualTo("blocks");
        assertThat(finding.text()).startsWith("15 vCPUs");
        assertThat(finding.next()).contains("--region eu-central-1 --service-code fargate", "--desired-value 15");
    }

    @Test
    void saysThatAnEnvironmentsAccountComesFromTheOrganization() throws IOException {
        organization();

        var finding = finding("Account", "--stack", "dev");

        assertThat(finding.verdict()).isEqualTo("blocks");
        assertThat(finding.text()).isEqualTo("the organization has no account dev");
        assertThat(subjects("--stack", "dev")).doesNotContain("Quota of Fargate");
    }

    @Test
    void saysWhichRoleCannotBeAssumed() throws IOException {
        organization();
        var id = account("dev", "aws+dev@example.com");
        aws.refuse("AssumeRole", "AccessDenied", "not authorized");

        var finding = finding("Account", "--stack", "dev");

        assertThat(finding.verdict()).isEqualTo("blocks");
        assertThat(finding.next()).contains("arn:aws:iam::" + id + ":role/OrganizationAccountAccessRole");
    }

    @Test
    void countsTheTasksThatTheConfigurationAsksFor() throws IOException {
        organization();
        account("dev", "aws+dev@example.com");
        quota("", 6);
        write("Pulumi.dev.yaml", "config:\n  aws:region: eu-central-1\n  holdfast:apiTasks: 8\n");

        assertThat(finding("Quota of Fargate", "--stack", "dev").text()).startsWith("9 vCPUs");
    }

    @Test
    void tellsWhatIsWrongWithTheSizeOfAnEnvironment() throws IOException {
        write("Pulumi.dev.yaml", "config:\n  aws:region: eu-central-1\n  holdfast:apiTasks: many\n");

        var result = run("--stack", "dev");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("holdfast:apiTasks is 'many'");
    }

    @Test
    void refusesAStackThatIsNoEnvironment() {
        var result = run("--stack", "qa");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("stack 'qa' is no environment");
    }

    private record Run(int code, String out, String err) {}

    private record Told(String subject, String verdict, String text, String next) {}

    private Run run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var screen =
                new Screen(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), false, false, 120);
        var all = new java.util.ArrayList<>(List.of("preflight"));
        all.addAll(List.of(arguments));
        int code = Holdfast.commandLine(screen, root, Map.of()).execute(all.toArray(String[]::new));
        return new Run(code, out.toString(UTF_8), err.toString(UTF_8));
    }

    private List<Told> told(String... arguments) throws IOException {
        var all = new java.util.ArrayList<>(List.of(arguments));
        all.add("--json");
        var result = run(all.toArray(String[]::new));
        return StreamSupport.stream(
                        new ObjectMapper()
                                .readTree(result.out())
                                .path("findings")
                                .spliterator(),
                        false)
                .map(finding -> new Told(
                        text(finding, "subject"),
                        text(finding, "verdict"),
                        text(finding, "text"),
                        text(finding, "next")))
                .toList();
    }

    private Told finding(String subject, String... arguments) throws IOException {
        var told = told(arguments);
        return told.stream()
                .filter(finding -> finding.subject().equals(subject))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing of " + subject + " in " + told));
    }

    private List<String> subjects(String... arguments) throws IOException {
        return told(arguments).stream().map(Told::subject).toList();
    }

    private static String text(JsonNode finding, String key) {
        return finding.path(key).asText();
    }

    private void configure(String email, String organizationId) throws IOException {
        write(
                "src/organization/Pulumi.management.yaml",
                "config:\n  aws:region: eu-central-1\n  holdfast-organization:email: \"" + email + "\"\n"
                        + (organizationId.isEmpty()
                                ? ""
                                : "  holdfast-organization:organizationId: " + organizationId + "\n"));
    }

    private void append(String lines) throws IOException {
        Files.writeString(
                root.resolve("src/organization/Pulumi.management.yaml"),
                lines,
                java.nio.file.StandardOpenOption.APPEND);
    }

    private void write(String file, String text) throws IOException {
        var path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private String organization() {
        return organizations
                .createOrganization(request -> request.featureSet("ALL"))
                .organization()
                .id();
    }

    private String account(String name, String email) {
        return organizations
                .createAccount(request -> request.accountName(name).email(email))
                .createAccountStatus()
                .accountId();
    }

    private void quota(String code, int value) {
        aws.answer("GetServiceQuota", "{\"Quota\": {\"QuotaCode\": \"" + code + "\", \"Value\": " + value + ".0}}");
    }

    private void caller(String arn) {
        aws.answer("GetCallerIdentity", """
                <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>\
                <Arn>%s</Arn><UserId>AIDA</UserId><Account>%s</Account>\
                </GetCallerIdentityResult></GetCallerIdentityResponse>""".formatted(arn, Moto.ACCOUNT));
    }

    private void summary(int mfa, int keys) {
        aws.answer("GetAccountSummary", """
                <GetAccountSummaryResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><GetAccountSummaryResult>\
                <SummaryMap><entry><key>AccountMFAEnabled</key><value>%d</value></entry>\
                <entry><key>AccountAccessKeysPresent</key><value>%d</value></entry></SummaryMap>\
                </GetAccountSummaryResult></GetAccountSummaryResponse>""".formatted(mfa, keys));
    }

    private void contact(AlternateContactType type) {
        try (var account = AccountClient.builder()
                .endpointOverride(URI.create(moto.endpoint().toString()))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("testing", "testing")))
                .build()) {
            account.putAlternateContact(request -> request.alternateContactType(type)
                    .name("Ada")
                    .title("Engineer")
                    .emailAddress("ada@example.com")
                    .phoneNumber("+491234"));
        }
    }
}
