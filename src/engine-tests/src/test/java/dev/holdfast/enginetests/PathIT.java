package dev.holdfast.enginetests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** The whole path that a new user walks, from a clone to a running system and through its first bad days, in order. */
@EngineTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class PathIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();
    private static final String MIGRATIONS = "src/services/migrations/src/main/resources/db/migration/";
    private static final String API = "src/services/api/src/main/java/dev/holdfast/api/Api.java";

    private Copy copy;
    private String url;

    /** The passwords that there were so far. */
    private final Set<String> passwords = new HashSet<>();

    @BeforeAll
    void takesANewUserFromACloneToARunningSystem() throws IOException {
        copy = Copy.of(REPOSITORY, Path.of("target/engine/path").toAbsolutePath());
        // As in a repository that is set up for AWS: the sandbox must neither call KMS nor write these files.
        for (var stack : List.of("Pulumi.dev.yaml", "src/organization/Pulumi.management.yaml")) {
            var file = copy.file(stack);
            Files.writeString(
                    file,
                    "secretsprovider: awskms://alias/holdfast?region=eu-central-1\nencryptedkey: AQICAHg=\n"
                            + Files.readString(file));
        }
        // Addresses of its own, so that the developer's sandbox may run meanwhile.
        copy.edit("Pulumi.dev.yaml", "config:\n", "config:\n  holdfast:cidr: 10.210.0.0/16\n");
        copy.edit("Pulumi.stage.yaml", "config:\n", "config:\n  holdfast:cidr: 10.220.0.0/16\n");
        copy.bash("git -c user.name=test -c user.email=test@example.com commit --quiet --all --message kms")
                .succeeded();
        assertThat(copy.sandbox("up", "dev").succeeded().output()).contains("/api/messages");
        url = copy.url("dev");
    }

    @AfterAll
    void stops() {
        if (copy != null) {
            copy.close();
        }
    }

    @Test
    @Order(1)
    void theApiAnswersFromTheDatabase() throws IOException {
        var posted = Copy.post(url + "/api/messages", "{\"author\": \"Ada\", \"text\": \"the first\"}");
        assertThat(posted.statusCode()).as(posted.body()).isEqualTo(201);

        assertThat(messages()).containsExactly("the first");
    }

    @Test
    @Order(2)
    void aSecondUpChangesNothing() {
        copy.sandbox("up", "dev").succeeded();

        for (var project : List.of("organization --stack management", " --stack dev")) {
            var parts = project.split(" ", 2);
            copy.pulumi(parts[0], "pulumi preview --expect-no-changes " + parts[1])
                    .succeeded();
        }
    }

    @Test
    @Order(3)
    void aRefreshFindsNoDrift() {
        copy.pulumi("", "pulumi refresh --yes --expect-no-changes --stack dev").succeeded();
    }

    @Test
    @Order(4)
    void noRequestFailsWhileThePasswordIsRotatedTwice() throws IOException {
        passwords.addAll(secretValues());
        assertThat(passwords)
                .as("the master's, the application's and the read-only one")
                .hasSizeGreaterThanOrEqualTo(3);
        try (var visitors = new Visitors(url + "/api/messages", 4)) {
            for (int rotation = 1; rotation <= 2; rotation++) {
                copy.sandbox("console", "rotate", "holdfast-dev-credentials").succeeded();
                var before = passwords.size();
                passwords.addAll(secretValues());
                assertThat(passwords).as("passwords after rotation " + rotation).hasSize(before + 1);
                visitors.awaitAnswers(20);
            }
            assertThat(visitors.end()).hasSizeGreaterThan(40).containsOnly("200");
        }
    }

    @Test
    @Order(5)
    void noSecretValueIsInTheStatesOrTheLogs() throws IOException {
        var values = new HashSet<>(passwords);
        values.addAll(secretValues());
        assertThat(values).as("secret values that the sandbox holds or held").hasSizeGreaterThanOrEqualTo(5);

        var states = copy.pulumi("", "pulumi stack export --show-secrets --stack dev")
                        .succeeded()
                        .output()
                + copy.pulumi("organization", "pulumi stack export --show-secrets --stack management")
                        .succeeded()
                        .output();
        for (var value : values) {
            assertThat(states).doesNotContain(value);
            assertThat(copy.bash("grep --recursive --fixed-strings --files-with-matches -e '" + value
                                    + "' .sandbox/cloud/logs .sandbox/cloud/cloud.log .sandbox/cloud/resources")
                            .output())
                    .as("files that hold a secret's value")
                    .isEmpty();
        }
    }

    @Test
    @Order(6)
    void stackFilesOfAnAwsRepositoryRunHereAndStayAsTheyWere() {
        assertThat(copy.bash("git status --porcelain").succeeded().output()).isEmpty();
    }

    @Test
    @Order(7)
    void dataIsThereAfterDownAndUp() throws IOException {
        copy.sandbox("down").succeeded();
        copy.sandbox("up", "dev").succeeded();

        assertThat(messages()).containsExactly("the first");
    }

    @Test
    @Order(8)
    void aNewMigrationIsAppliedAndTheDataKept() throws IOException {
        copy.write(MIGRATIONS + "V900__add_mood.sql", "ALTER TABLE messages ADD COLUMN mood text;\n");

        copy.sandbox("up", "dev").succeeded();

        assertThat(copy.pulumi("", "pulumi stack output migrations --json --stack dev")
                        .succeeded()
                        .output())
                .contains("900");
        assertThat(messages()).containsExactly("the first");
    }

    @Test
    @Order(9)
    void aFailingMigrationStopsTheRollOutWhileTheOldApiAnswers() throws IOException {
        copy.write(MIGRATIONS + "V901__broken.sql", "ALTER TABLE no_such_table ADD COLUMN mood text;\n");

        var up = copy.sandbox("up", "dev").failed();

        assertThat(up.output()).contains("no_such_table");
        assertThat(messages()).containsExactly("the first");
        copy.delete(MIGRATIONS + "V901__broken.sql");
    }

    @Test
    @Order(10)
    void aServiceThatDoesNotBecomeHealthyIsRolledBackAndFailsTheDeploymentBeforeTheNextOne() throws IOException {
        copy.edit("Pulumi.dev.yaml", "This is dev:", "After the rollback:");
        copy.edit(
                API,
                "public static void main(String[] arguments) {",
                "public static void main(String[] arguments) {\n"
                        + "        if (arguments.length == 0) {\n"
                        + "            throw new IllegalStateException(\"broken on purpose\");\n"
                        + "        }\n");

        var up = copy.sandbox("up", "dev").failed();

        // The provider's update of the service is a success: it is the program that asks what runs.
        assertThat(up.output())
                .contains("broken on purpose")
                .containsPattern("service holdfast-dev-api runs \\S+, not \\S+ of this update")
                .contains("ECS rolled the deployment back");
        assertThat(messages()).as("the old api still answers").containsExactly("the first");
        assertThat(Copy.get(url).body()).as("web waits for api").doesNotContain("After the rollback:");
        copy.bash("git checkout --quiet -- " + API).succeeded();
        copy.sandbox("up", "dev").succeeded();
        assertThat(messages()).containsExactly("the first");
        assertThat(Copy.get(url).body()).contains("After the rollback:");
    }

    @Test
    @Order(11)
    void destroyIsRefusedBecauseOfProtectedResourcesAndNothingIsLost() throws IOException {
        var destroy = copy.pulumi("", "pulumi destroy --yes --stack dev").failed();

        assertThat(destroy.output()).contains("protected");
        assertThat(messages()).containsExactly("the first");
        copy.pulumi("", "pulumi preview --expect-no-changes --stack dev").succeeded();
    }

    @Test
    @Order(12)
    void prodIsPreviewedWithoutBeingApplied() {
        assertThat(copy.sandbox("preview", "prod").succeeded().output())
                .contains("aws:rds:Instance")
                .contains("create");

        assertThat(copy.pulumi("", "pulumi stack export --stack prod")
                        .succeeded()
                        .output())
                .doesNotContain("aws:rds/instance:Instance");
    }

    @Test
    @Order(13)
    void aSecondEnvironmentRunsBesideTheFirstInItsOwnAccount() throws IOException {
        var up = copy.sandbox("up", "stage").succeeded().output();
        var here = first("https://localhost:\\d+", up);
        var curl = "curl --silent --show-error --fail --cacert .sandbox/ca.pem ";

        assertThat(accountsInState("dev")).hasSize(1);
        assertThat(accountsInState("stage")).hasSize(1).doesNotContainAnyElementsOf(accountsInState("dev"));
        copy.bash(curl + "-H 'Content-Type: application/json' -d '{\"author\": \"Bo\", \"text\": \"only in stage\"}' "
                        + here + "/api/messages")
                .succeeded();
        assertThat(messages()).containsExactly("the first");

        var byName = "--connect-to stage.holdfast.test:443:" + here.replace("https://", "");
        assertThat(copy.bash(curl + byName + " https://stage.holdfast.test/api/messages")
                        .succeeded()
                        .output())
                .as("with the chain and the name verified")
                .contains("only in stage");
        copy.bash(curl + "--tls-max 1.1 " + here).failed();
        var balancer = first(
                "localhost:\\d+",
                first(
                        "\"dnsName\": \"localhost:\\d+",
                        copy.pulumi("", "pulumi stack export --stack stage")
                                .succeeded()
                                .output()));
        assertThat(copy.bash("curl --silent --output /dev/null --write-out '%{http_code} %{redirect_url}' http://"
                                + balancer + "/api/messages")
                        .succeeded()
                        .output())
                .endsWith("301 " + here + "/api/messages");
    }

    private static String first(String pattern, String text) {
        var found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(pattern + " in " + text).isTrue();
        return found.group();
    }

    @Test
    @Order(14)
    void anAccountMovesInPlaceAndNoChangeReplacesIt() {
        var before = copy.pulumi("organization", "pulumi stack output accounts --json --stack management")
                .succeeded()
                .output();
        // Alarms and budgets go to an address of the same template: it stays, so that only the account changes.
        copy.edit(
                "src/organization/Pulumi.management.yaml",
                "\"aws+{account}@example.com\"",
                "\"cloud+{account}@example.com\"\n  holdfast-organization:alarmEmail: aws+alarms@example.com");
        copy.edit(
                "src/organization/src/main/java/dev/holdfast/organization/MemberAccount.java",
                "new MemberAccount(\"stage\", Unit.NON_PRODUCTION)",
                "new MemberAccount(\"stage\", Unit.PRODUCTION)");

        var up = copy.sandbox("up", "management").succeeded();

        assertThat(up.output()).contains("~ 1 updated").doesNotContain("replaced", "deleted");
        assertThat(copy.pulumi("organization", "pulumi stack output accounts --json --stack management")
                        .succeeded()
                        .output())
                .isEqualTo(before.replaceFirst(
                        "(?s)(\"stage\": \\{[^}]*\"ou\": \")Workloads/NonProduction", "$1Workloads/Production"));
    }

    @Test
    @Order(15)
    void theProgramsEndUnderEveryInstalledJdk() throws IOException {
        // JDK 25 on two cores hangs a Pulumi Java program that does not guard against it (pulumi-java#2270).
        for (var jdk : installedJdks()) {
            var other = copy.with(jdk);
            other.pulumi("organization", "timeout 120 pulumi preview --expect-no-changes --stack management")
                    .succeeded();
            other.pulumi("", "timeout 120 pulumi preview --expect-no-changes --stack dev")
                    .succeeded();
        }
    }

    @Test
    @Order(20)
    void aMigrationThatBreaksRunningCodeIsRefusedUntilItIsTheContractStepOfADeployedOne() throws IOException {
        copy.write(MIGRATIONS + "V910__drop_mood.sql", "ALTER TABLE messages DROP COLUMN mood;\n");
        assertThat(copy.sandbox("up", "dev").failed().output()).contains("V910__drop_mood.sql, line 1", "drop-column");

        copy.write(MIGRATIONS + "V909__calm.sql", "ALTER TABLE messages ADD COLUMN calm boolean;\n");
        copy.write(
                MIGRATIONS + "V910__drop_mood.sql",
                "-- holdfast: contract of V909\nALTER TABLE messages DROP COLUMN mood;\n");
        assertThat(copy.sandbox("up", "dev").failed().output())
                .contains("V910__drop_mood.sql is the contract step of V909", "not deployed yet");

        copy.delete(MIGRATIONS + "V910__drop_mood.sql");
        copy.sandbox("up", "dev").succeeded();
        copy.write(
                MIGRATIONS + "V910__drop_mood.sql",
                "-- holdfast: contract of V909\nALTER TABLE messages DROP COLUMN mood;\n");
        copy.sandbox("up", "dev").succeeded();

        assertThat(copy.pulumi("", "pulumi stack output migrations --json --stack dev")
                        .succeeded()
                        .output())
                .contains("\"version\": \"910\"");
        assertThat(messages()).containsExactly("the first");
    }

    /** This JDK, and those of 17 or newer beside it. */
    private static List<Path> installedJdks() throws IOException {
        var own = Path.of(System.getProperty("java.home")).toRealPath();
        var version = Pattern.compile("^JAVA_VERSION=\"(\\d+)", Pattern.MULTILINE);
        var jdks = new TreeSet<>(Set.of(own));
        try (var beside = Files.list(own.getParent())) {
            for (var home : beside.toList()) {
                var release = home.resolve("release");
                if (Files.isExecutable(home.resolve("bin/java")) && Files.isReadable(release)) {
                    var found = version.matcher(Files.readString(release));
                    if (found.find() && Integer.parseInt(found.group(1)) >= 17) {
                        jdks.add(home.toRealPath());
                    }
                }
            }
        }
        return List.copyOf(jdks);
    }

    private List<String> messages() throws IOException {
        var answer = Copy.get(url + "/api/messages");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).get("messages").findValuesAsText("text");
    }

    private Set<String> accountsInState(String stack) {
        var accounts = new HashSet<String>();
        var arns = Pattern.compile("arn:aws:(?:rds|ecs|lambda|elasticloadbalancing):[a-z0-9-]+:(\\d{12}):")
                .matcher(copy.pulumi("", "pulumi stack export --stack " + stack)
                        .succeeded()
                        .output());
        while (arns.find()) {
            accounts.add(arns.group(1));
        }
        return accounts;
    }

    /** The passwords that the sandbox's Secrets Manager holds. */
    private Set<String> secretValues() throws IOException {
        var values = new HashSet<String>();
        try (var files = Files.walk(copy.file(".sandbox/cloud/secrets"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                passwords(Files.readString(file), values);
            }
        }
        return values;
    }

    private static void passwords(String text, Set<String> values) {
        var passwords = Pattern.compile("\\\\?\"password\\\\?\"\\s*:\\s*\\\\?\"([^\"\\\\]+)")
                .matcher(text);
        while (passwords.find()) {
            values.add(passwords.group(1));
        }
    }
}
