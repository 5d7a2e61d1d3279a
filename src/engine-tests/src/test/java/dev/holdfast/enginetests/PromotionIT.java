package dev.holdfast.enginetests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * From a branch to prod, with the commands that the pipelines run, in order: what worked in stage becomes a release, and prod
 * gets the very plan that was judged. And every way in which that is refused.
 */
@EngineTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class PromotionIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DATABASE = "src/workload/src/main/java/dev/holdfast/workload/stateful/Database.java";
    private static final String MIGRATION =
            "src/services/migrations/src/main/resources/db/migration/V900__add_mood.sql";
    private static final String PAGE = "src/services/web/src/main/java/dev/holdfast/web/HealthResource.java";
    private static final String INSTANCE = "holdfast:stateful:Database$aws:rds/instance:Instance::database";
    private static final String PUBLIC = ".publiclyAccessible(true)";
    private static final String PRIVATE = ".publiclyAccessible(false)";

    private Copy copy;
    private String commit;

    @BeforeAll
    void commitsABranchWithAMigrationAndCode() {
        copy = Copy.of(
                Path.of("../..").toAbsolutePath().normalize(),
                Path.of("target/engine/promotion").toAbsolutePath());
        copy.write(MIGRATION, "ALTER TABLE messages ADD COLUMN mood text;\n");
        copy.edit(PAGE, "\"live\"", "\"alive\"");
        git("checkout --quiet -b mood && git add --all && git commit --quiet --message 'Add a mood'");
        commit = git("rev-parse HEAD").strip();
        copy.bash("./mvnw -B -q -DskipTests -Dair.check.skip-format=true -pl"
                        + " src/services/web,src/services/api,src/services/migrations,src/workload -am package")
                .succeeded();
        copy.sandbox("up", "management").succeeded();
    }

    @AfterAll
    void stops() {
        if (copy != null) {
            copy.close();
        }
    }

    /** {@code ./holdfast}, from a foreign folder, with what `./sandbox env` prints. */
    private Result holdfast(String arguments) {
        return copy.pulumi("", copy.file("holdfast") + " " + arguments);
    }

    private String git(String arguments) {
        return copy.bash("git -c user.name=test -c user.email=test@example.com "
                        + arguments.replace("&& git", "&& git -c user.name=test -c user.email=test@example.com"))
                .succeeded()
                .output();
    }

    private JsonNode report(String folder) throws IOException {
        return JSON.readTree(copy.file(folder + "/impact.json").toFile());
    }

    private String state(String stack) {
        return copy.pulumi("", "pulumi stack export --stack " + stack)
                .succeeded()
                .output();
    }

    private Result previewOfThePullRequest(String folder, String... more) {
        return holdfast("preview stage --deployed --report " + copy.file(folder) + " " + String.join(" ", more));
    }

    @Test
    @Order(1)
    void imagesArePublishedUnderTheirCommit() {
        assertThat(holdfast("publish").succeeded().output()).contains("Images of " + commit, "api sha256:", "pushed");
    }

    @Test
    @Order(2)
    void devIsPreviewedJudgedDeployedAndTriedInOneCommand() {
        var deployed = holdfast("deploy dev --init").succeeded();

        assertThat(deployed.output())
                .contains(
                        "made the stack dev",
                        "holdfast/dev: allowed",
                        "the API and its database answers",
                        "dev is deployed");
    }

    @Test
    @Order(3)
    void stageIsPreviewedWithAReportThatChangesNothing() throws IOException {
        var preview = holdfast("preview stage --init --commit " + commit + " --report " + copy.file("report-stage"))
                .succeeded();

        assertThat(preview.output()).contains("made the stack stage", "holdfast/stage: allowed");
        assertThat(report("report-stage").path("facts").path("commit").asText()).isEqualTo(commit);
        assertThat(copy.file("report-stage/impact.html")).isNotEmptyFile();
        assertThat(copy.file("report-stage/impact.md")).isNotEmptyFile();
        assertThat(state("stage")).doesNotContain("aws:rds/instance:Instance");
    }

    @Test
    @Order(4)
    void aPlanThatWasChangedAfterItWasJudgedIsNotApplied() {
        copy.bash(
                        "cp report-stage/stage.plan plan && sed -i 's/\"protect\": true/\"protect\": false/' report-stage/stage.plan")
                .succeeded();

        var refused = holdfast("deploy stage --commit " + commit + " --report " + copy.file("report-stage"))
                .failed();

        assertThat(refused.output()).contains("is not the plan that was judged");
        assertThat(state("stage")).doesNotContain("aws:rds/instance:Instance");
        copy.bash("mv plan report-stage/stage.plan").succeeded();
    }

    @Test
    @Order(5)
    void stageGetsThePlanThatWasJudgedAndAnswers() {
        var deployed = holdfast("deploy stage --commit " + commit + " --report " + copy.file("report-stage"))
                .succeeded();

        assertThat(deployed.output())
                .doesNotContain("Previewing")
                .contains("https://stage.holdfast.test", "the page answers", "stage is deployed");
        assertThat(holdfast("smoke stage").succeeded().output()).contains("stage works");
    }

    @Test
    @Order(6)
    void theSamePlanAppliedTwiceChangesNothing() {
        assertThat(holdfast("deploy stage --commit " + commit + " --report " + copy.file("report-stage"))
                        .succeeded()
                        .output())
                .contains("done: nothing to change");
    }

    @Test
    @Order(7)
    void aCommitThatNobodyFoundToWorkIsNoRelease() {
        git("tag release-1");

        assertThat(holdfast("release release-1 --out " + copy.file("release.json"))
                        .failed()
                        .output())
                .contains("release-1 is commit " + commit, "does not list as working");
        assertThat(copy.file("release.json")).doesNotExist();
    }

    @Test
    @Order(8)
    void whatWorksInStageIsRecordedWithoutChangingAnything() {
        assertThat(holdfast("record stage").succeeded().output()).contains("is recorded as working");

        copy.pulumi("", "pulumi stack output green --json --stack stage").succeeded();
        assertThat(holdfast("record stage").succeeded().output()).contains("is recorded already");
        assertThat(holdfast("drift stage").succeeded().output()).contains("are as the last update left them");
    }

    @Test
    @Order(9)
    void theTagOfARecordedCommitIsAReleaseAndAnyOtherIsRefused() throws IOException {
        git("commit --quiet --allow-empty --message later && git tag release-2 && git checkout --quiet " + commit);

        holdfast("release release-1 --out " + copy.file("release.json")).succeeded();
        var other =
                holdfast("release release-2 --out " + copy.file("other.json")).failed();

        assertThat(JSON.readTree(copy.file("release.json").toFile())
                        .path("commit")
                        .asText())
                .isEqualTo(commit);
        assertThat(other.output()).contains("which stage does not list as working", commit);
        assertThat(copy.file("other.json")).doesNotExist();
    }

    @Test
    @Order(10)
    void prodIsPreviewedWithTheRulesFromTheReleaseAlone() throws IOException {
        var preview = holdfast("preview prod --init --release " + copy.file("release.json") + " --report "
                        + copy.file("report-prod"))
                .succeeded();

        assertThat(preview.output()).contains("Previewing prod of release-1", "holdfast/prod: allowed");
        assertThat(report("report-prod").path("allowed").asBoolean()).isTrue();
    }

    @Test
    @Order(11)
    void prodGetsTheReleaseByThePlanThatWasJudged() {
        var deployed = holdfast(
                        "deploy prod --release " + copy.file("release.json") + " --report " + copy.file("report-prod"))
                .succeeded();

        assertThat(deployed.output()).contains("release release-1 answers", "prod is deployed");
        assertThat(copy.pulumi("", "pulumi stack output deployment --json --stack prod")
                        .succeeded()
                        .output())
                .contains("\"release\": \"release-1\"", commit);
        assertThat(copy.pulumi("", "pulumi stack output migrations --json --stack prod")
                        .succeeded()
                        .output())
                .contains("900");
    }

    @Test
    @Order(12)
    void whatSomebodyChangedByHandIsToldAndLeftAsItIs() {
        copy.pulumi(
                        "",
                        "pulumi stack export --stack stage > /tmp/promotion-$$.json; sed 's/\"retentionInDays\": 90/"
                                + "\"retentionInDays\": 7/' /tmp/promotion-$$.json | pulumi stack import --stack stage;"
                                + " mv /tmp/promotion-$$.json " + copy.file("state.json"))
                .succeeded();
        var before = state("stage");

        var drift = holdfast("drift stage");

        assertThat(drift.exitCode()).as(drift.output()).isEqualTo(4);
        assertThat(drift.output()).contains("retentionInDays: 7 when it was deployed, 90 now");
        assertThat(state("stage")).isEqualTo(before);
        copy.pulumi("", "pulumi stack import --stack stage < " + copy.file("state.json"))
                .succeeded();
    }

    @Test
    @Order(20)
    void aBrokenRuleStopsThePullRequest() throws IOException {
        copy.edit(DATABASE, PRIVATE, PUBLIC);

        var preview = previewOfThePullRequest("report-rule");

        assertThat(preview.exitCode()).as(preview.output()).isEqualTo(3);
        assertThat(preview.output()).contains("database", "holdfast/stage: refused");
        assertThat(report("report-rule").path("allowed").asBoolean()).isFalse();
    }

    @Test
    @Order(21)
    void anExpiredApprovalDoesNotCount() throws IOException {
        approve("2020-01-01");

        var preview = previewOfThePullRequest("report-expired");

        assertThat(preview.exitCode()).as(preview.output()).isEqualTo(3);
        assertThat(preview.output()).contains("2020-01-01");
    }

    @Test
    @Order(22)
    void aValidApprovalPassesTheGateAndLeavesAPlan() throws IOException {
        approve("2999-12-31");

        var preview = previewOfThePullRequest("report-approved");

        assertThat(preview.exitCode()).as(preview.output()).isZero();
        assertThat(preview.output()).contains("holdfast/stage: allowed", "until 2999-12-31");
        assertThat(copy.file("report-approved/stage.plan")).isNotEmptyFile();
        copy.delete("approvals.yaml");
        copy.edit(DATABASE, PUBLIC, PRIVATE);
    }

    /** Approves of all that the report of the broken rule was refused for. */
    private void approve(String expires) throws IOException {
        var approvals = StreamSupport.stream(
                        report("report-rule")
                                .path("impact")
                                .path("stacks")
                                .path(0)
                                .path("policies")
                                .spliterator(),
                        false)
                .filter(finding -> finding.path("kind").asText().equals("MANDATORY"))
                .map(finding -> """
                          - urn: %s
                            operation: violate
                            rule: %s
                            reason: to see whether the gate lets it through
                            expires: %s
                        """.formatted(
                        finding.path("urn").asText(), finding.path("policy").asText(), expires))
                .collect(Collectors.joining());
        copy.write("approvals.yaml", "approvals:\n" + approvals);
    }

    @Test
    @Order(30)
    void aReplacementOfTheDatabaseIsRefused() throws IOException {
        copy.edit(DATABASE, ".port(PORT)", ".port(PORT).timezone(\"UTC\")");

        var preview = previewOfThePullRequest("report-replaced", "--no-policy");

        assertThat(preview.exitCode()).as(preview.output()).isEqualTo(3);
        assertThat(refusals("report-replaced")).contains("replace");
    }

    @Test
    @Order(31)
    void takingTheProtectionAwayAndReplacingAtOnceIsRefusedWhateverIsApproved() throws IOException {
        copy.edit(DATABASE, "return args.declared().retiring() ? child() : held();", "return child();");
        copy.write("approvals.yaml", "approvals:\n" + approval("replace") + approval("unprotect"));

        var preview = previewOfThePullRequest("report-both", "--no-policy");

        assertThat(preview.exitCode()).as(preview.output()).isEqualTo(3);
        assertThat(refusals("report-both")).contains("replace");
        copy.delete("approvals.yaml");
    }

    @Test
    @Order(32)
    void noneOfTheRefusalsChangedAnything() {
        copy.bash("git checkout --quiet -- " + DATABASE).succeeded();

        assertThat(previewOfThePullRequest("report-last", "--no-policy")
                        .succeeded()
                        .output())
                .contains("holdfast/stage: allowed")
                .doesNotContain("to update", "to replace", "to delete");
    }

    private static String approval(String operation) {
        return """
                  - urn: urn:pulumi:stage::holdfast::%s
                    operation: %s
                    reason: to see whether the gate lets it through
                    expires: 2999-12-31
                """.formatted(INSTANCE, operation);
    }

    /** What the gate refuses to happen to the database. */
    private List<String> refusals(String folder) throws IOException {
        return StreamSupport.stream(
                        report(folder)
                                .path("impact")
                                .path("stacks")
                                .path(0)
                                .path("refusals")
                                .spliterator(),
                        false)
                .filter(refusal -> refusal.path("urn").asText().endsWith(INSTANCE))
                .map(refusal -> refusal.path("operation").asText())
                .toList();
    }
}
