package dev.holdfast.enginetests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The policy pack under the real engine: what it lets pass, what it stops, and what it says. */
@EngineTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class PolicyIT {
    private static final Pattern VERDICT = Pattern.compile(
            "policy pack holdfast: \\d+ rules, (\\d+) mandatory.*? \\d+ not evaluated(?: \\((\\d+) mandatory\\))?",
            Pattern.DOTALL);

    private Copy copy;

    @BeforeAll
    void bringsUpTheOrganizationAndMakesAProgramToBeJudged() throws IOException {
        copy = Copy.of(
                Path.of("../..").toAbsolutePath().normalize(),
                Path.of("target/engine/policy").toAbsolutePath());
        copy.sandbox("up", "management").succeeded();
        copy.write("judged/Pulumi.yaml", """
                name: judged
                runtime:
                  name: java
                  options:
                    binary: judged.jar
                """);
        copy.write("judged/Pulumi.prod.yaml", "config:\n  aws:region: eu-central-1\n");
        jar(copy.file("judged/judged.jar"));
        judged("pulumi stack init prod").succeeded();
    }

    @AfterAll
    void stops() {
        if (copy != null) {
            copy.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "review-policy"})
    @Order(1)
    void passesTheFirstPreviewOfWhatIsCheap(String stack) {
        assertThat(copy.sandbox("preview", stack).succeeded().output()).containsPattern(VERDICT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stage", "prod"})
    @Order(1)
    void passesTheFirstPreviewOfWhatIsKeptAndDecidesNineTenthsOfWhatIsMandatory(String stack) {
        var preview = copy.sandbox("preview", stack).succeeded();

        var verdict = VERDICT.matcher(preview.output());
        assertThat(verdict.find()).as(preview.output()).isTrue();
        var mandatory = Integer.parseInt(verdict.group(1));
        var undecided = verdict.group(2) == null ? 0 : Integer.parseInt(verdict.group(2));
        assertThat(mandatory).isGreaterThan(100);
        assertThat(undecided).isLessThan(mandatory / 10);
    }

    @Test
    @Order(2)
    void passesTheOrganizationAndComesToTheSameInItsExportedState() {
        copy.pulumi("organization", "pulumi stack export --stack management --file \"$PULUMI_OPTION_CWD/state.json\"")
                .succeeded();

        var analyzed = copy.pulumi(
                        "organization",
                        "pulumi policy analyze --policy-pack " + copy.file("policy")
                                + " --file \"$PULUMI_OPTION_CWD/state.json\"")
                .succeeded();

        assertThat(analyzed.output()).doesNotContain("[mandatory]");
    }

    @Test
    @Order(3)
    void stopsAStateThatWasChangedBehindItsBack() {
        var analyzed = copy.pulumi(
                        "organization",
                        "sed 's/\"closeOnDeletion\": false/\"closeOnDeletion\": true/' \"$PULUMI_OPTION_CWD/state.json\""
                                + " > \"$PULUMI_OPTION_CWD/changed.json\"; pulumi policy analyze --policy-pack "
                                + copy.file("policy") + " --file \"$PULUMI_OPTION_CWD/changed.json\"")
                .failed();

        assertThat(analyzed.output()).contains("[mandatory]", "organizations-account");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            databases     | rds-deletion-protection, rds-not-public
            storage       | s3-
            identity      | iam-
            network       | sg-
            compute       | ecs-
            reachability  | web
            organizations | organizations-account
            """)
    @Order(3)
    void stopsABadProgramOfEachGroup(String group, String rules) {
        var preview = judge(group, "").failed();

        assertThat(preview.output()).contains("[mandatory]").contains(rules.split(", *"));
    }

    @Test
    @Order(4)
    void quotesNoSecret() {
        var preview = judge("databases", "--config judged:secretName=true").failed();

        assertThat(preview.output()).contains("rds-deletion-protection").doesNotContain("nobody-may-see");
    }

    @Test
    @Order(4)
    void listsWhatItCannotDecide() {
        var preview = judge("unknown", "");

        assertThat(preview.output()).contains("not evaluated: reader: policy is not known before the update");
    }

    @Test
    @Order(4)
    void judgesTwoThousandResources() {
        var preview = judge("many", "").failed();

        assertThat(preview.output()).contains("part-1999 create", "state-protected", "forever");
    }

    @Test
    @Order(5)
    void obeysAConfiguration() {
        copy.write("judged/off.json", "{\"all\": \"disabled\"}");

        var preview = judge("databases", "--policy-pack-config " + copy.file("judged/off.json"))
                .succeeded();

        assertThat(preview.output()).contains("0 mandatory and 0 advisory checks");
    }

    @Test
    @Order(5)
    void refusesAConfigurationOfWhatIsNotThereAndNamesTheNearest() {
        copy.write("judged/wrong.json", "{\"rds-deletion-protecton\": \"advisory\"}");

        var preview = judge("databases", "--policy-pack-config " + copy.file("judged/wrong.json"))
                .failed();

        assertThat(preview.output())
                .contains("there is no rule 'rds-deletion-protecton'; did you mean rds-deletion-protection?");
    }

    @Test
    @Order(5)
    void remediatesWhatItIsAskedTo() {
        copy.write("judged/remediate.json", "{\"all\": \"disabled\", \"rds-not-public\": \"remediate\"}");

        var preview = judge("databases", "--diff --policy-pack-config " + copy.file("judged/remediate.json"))
                .succeeded();

        assertThat(preview.output())
                .containsPattern("publiclyAccessible *: false")
                .contains("[remediate]");
    }

    @Test
    @Order(6)
    void letsPassWhatSomebodyAnswersForUntilTheDayThatIsNamed() {
        exempt("2999-12-31");

        var preview = judge("databases", "");

        assertThat(preview.output())
                .containsPattern("\\[advisory\\].*rds-deletion-protection")
                .contains("exempted until 2999-12-31 by ada@example.com: the test of a test");
    }

    @Test
    @Order(7)
    void stopsWhatSomebodyNoLongerAnswersFor() {
        exempt("2026-01-31");

        var preview = judge("databases", "").failed();

        assertThat(preview.output())
                .containsPattern("\\[mandatory\\].*rds-deletion-protection")
                .contains("the exemption of ada@example.com ended on 2026-01-31");
    }

    private void exempt(String day) {
        copy.write("policy/exemptions.yaml", """
                exemptions:
                  - rule: rds-deletion-protection
                    resource: aws:rds/instance:Instance::database
                    reason: the test of a test
                    owner: ada@example.com
                    expires: %s
                """.formatted(day));
    }

    private Result judge(String group, String options) {
        return judged("pulumi preview --stack prod --policy-pack " + copy.file("policy") + " --config judged:group="
                + group + " " + options);
    }

    private Result judged(String line) {
        return copy.pulumi("", "export PULUMI_OPTION_CWD=" + copy.file("judged") + "; " + line);
    }

    /** A jar that holds nothing but where its classes are. */
    private static void jar(Path file) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, JudgedProgram.class.getName());
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        Arrays.stream(System.getProperty("java.class.path").split(":"))
                                .map(one ->
                                        Path.of(one).toAbsolutePath().toUri().toString())
                                .collect(Collectors.joining(" ")));
        try (var jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            jar.finish();
        }
    }
}
