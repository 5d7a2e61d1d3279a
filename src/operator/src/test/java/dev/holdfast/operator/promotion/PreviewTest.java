package dev.holdfast.operator.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./holdfast preview}: what it asks Pulumi for, what it leaves behind, and how it ends. */
class PreviewTest {
    @TempDir
    private Path directory;

    private Clone clone;

    @BeforeEach
    void clones() {
        clone = new Clone(directory);
    }

    private int preview(String... stacks) {
        var arguments = new java.util.ArrayList<>(java.util.List.of(
                "preview",
                "--release",
                clone.file("release.json").toString(),
                "--report",
                clone.file("report").toString()));
        arguments.addAll(java.util.List.of(stacks));
        return clone.run(arguments.toArray(String[]::new));
    }

    @Test
    void tellsWhatWouldChangeAndThatItMay() {
        assertThat(preview("stage")).isZero();

        assertThat(clone.said())
                .contains("Previewing stage of release-1", "record (ssm.Parameter)", "holdfast/stage: allowed");
    }

    @Test
    void leavesAReportInEveryFormAndThePlan() {
        preview("stage");

        for (var file : new String[] {"impact.json", "impact.md", "impact.html", "stage.plan", "stage.config.yaml"}) {
            assertThat(clone.file("report/" + file)).isNotEmptyFile();
        }
    }

    @Test
    void sealsThePlanTogetherWithTheCommit() throws Exception {
        preview("stage");

        assertThat(clone.read("report/impact.json"))
                .contains("\"commit\" : \"" + Clone.COMMIT + "\"")
                .contains("\"plan.stage\" : \"" + Report.sha256(clone.file("report/stage.plan")) + "\"");
    }

    @Test
    void configuresTheDeploymentInACopyAndLeavesTheStacksFileAsItIs() {
        var before = clone.read("Pulumi.stage.yaml");

        preview("stage");

        assertThat(clone.read("report/stage.config.yaml"))
                .contains("aws:region", "encryptionsalt: \"v1:salt\"", "holdfast:commit: \"" + Clone.COMMIT + "\"")
                .contains("holdfast:apiDigest: \"" + Clone.DIGEST + "\"", "holdfast:release: \"release-1\"")
                .contains("holdfast:deployedBy: \"ada\"", "holdfast:deployedAt");
        assertThat(clone.read("Pulumi.stage.yaml")).isEqualTo(before);
    }

    @Test
    void letsThePolicyPackJudgeUnlessToldNotTo() {
        preview("stage");
        preview("stage", "--no-policy");

        assertThat(clone.told("preview")).hasSize(2);
        assertThat(clone.told("preview").get(0)).contains("--policy-pack " + clone.file("policy"));
        assertThat(clone.told("preview").get(1)).doesNotContain("--policy-pack");
    }

    @Test
    void previewsTheOrganizationWithoutAnyCommit() {
        assertThat(clone.run(
                        "preview",
                        "management",
                        "--report",
                        clone.file("report").toString()))
                .isZero();

        assertThat(clone.read("report/impact.json")).doesNotContain("\"commit\"");
        assertThat(clone.read("report/management.config.yaml")).doesNotContain("holdfast:commit");
    }

    @Test
    void asksWhatAPullRequestChangesOfWhatIsDeployed() {
        clone.answers("stack-output", """
                {"deployment": {"commit": "%s", "apiDigest": "%s", "deployedBy": "ada", "deployedAt": "2026-11-27T09:30:00Z"}}
                """.formatted(Clone.COMMIT, Clone.DIGEST));

        assertThat(clone.run(
                        "preview",
                        "stage",
                        "--deployed",
                        "--report",
                        clone.file("report").toString()))
                .as(clone.said())
                .isZero();

        assertThat(clone.read("report/stage.config.yaml"))
                .contains("holdfast:apiDigest: \"" + Clone.DIGEST, "holdfast:deployedAt: \"2026-11-27T09:30:00Z\"");
        assertThat(clone.read("report/impact.json"))
                .as("it is of no commit, so it deploys none")
                .doesNotContain("\"commit\"");
    }

    @Test
    void hasNothingToCompareAPullRequestWithWhereNothingIsDeployed() {
        assertThat(clone.run("preview", "stage", "--deployed")).isEqualTo(1);
        assertThat(preview("stage", "--deployed")).isEqualTo(1);

        assertThat(clone.said()).contains("nothing is deployed in stage", "give one of them");
    }

    @Test
    void refusesWithItsOwnExitCodeWhatLosesState() {
        clone.answers("preview", Lost.PREVIEW).answers("stack-export", Lost.STATE);

        assertThat(preview("stage")).isEqualTo(3);

        assertThat(clone.said()).contains("holdfast/stage: refused");
    }

    @Test
    void letsThroughWhatAnApprovalApprovesOfUntilItsDay() {
        clone.answers("preview", Lost.PREVIEW).answers("stack-export", Lost.STATE);
        clone.write("approvals.yaml", Lost.approval("2999-12-31"));
        assertThat(preview("stage")).isZero();

        clone.write("approvals.yaml", Lost.approval("2020-01-01"));
        assertThat(preview("stage")).isEqualTo(3);
        assertThat(clone.said()).contains("2020-01-01");
    }

    @Test
    void plansOnceMoreWithoutThePackWhereAViolationIsApprovedOf() {
        clone.answers("preview", Violated.PREVIEW).fails("preview", 255, "");
        clone.write("approvals.yaml", Violated.APPROVAL);

        assertThat(preview("stage")).as(clone.said()).isZero();

        assertThat(clone.told("preview")).hasSize(2);
        assertThat(clone.told("preview").get(1)).doesNotContain("--policy-pack");
        assertThat(clone.read("report/impact.json")).contains("\"policy.stage\" : \"false\"");
    }

    @Test
    void refusesAPlanThatDoesSomethingElseThanWhatWasJudged() {
        clone.answers("preview", Violated.PREVIEW).fails("preview", 255, "");
        clone.answers("preview-without-pack", Clone.CREATES_A_PARAMETER.replace("::record", "::another"));
        clone.write("approvals.yaml", Violated.APPROVAL);

        assertThat(preview("stage")).isEqualTo(1);

        assertThat(clone.said()).contains("comes to something else when it is planned without the policy pack");
        assertThat(clone.file("report/impact.json")).doesNotExist();
    }

    @Test
    void namesEveryStackThatThereCannotBeAndTheNearest() {
        assertThat(preview("stag", "prod", "prodd")).isEqualTo(1);

        assertThat(clone.said())
                .contains("'stag'; did you mean stage?", "'prodd'; did you mean prod?", "allowed are management, dev,");
        assertThat(clone.told()).isEmpty();
    }

    @Test
    void asksForTheStackThatThereIsNotAndMakesItOnlyIfToldTo() throws Exception {
        Files.delete(clone.file("bin/answers/stack-export.out"));
        clone.fails("stack-export", 255, "error: no stack named 'stage' found\n");
        clone.variable("PULUMI_CONFIG_PASSPHRASE", "");

        assertThat(preview("stage")).isEqualTo(1);

        assertThat(clone.said()).contains("there is no stack stage", "--init");
        assertThat(clone.told("stack init")).isEmpty();
        preview("stage", "--init");
        assertThat(clone.told("stack init")).singleElement().asString().startsWith("stack init stage --no-select");
    }

    @Test
    void encryptsANewStackWithTheKeyOfItsAccount() throws Exception {
        Files.delete(clone.file("bin/answers/stack-export.out"));
        clone.fails("stack-export", 255, "error: no stack named 'review-1' found\n");
        clone.answers("stack-output", "{\"dev\": \"awskms:///key-of-dev\", \"prod\": \"awskms:///key-of-prod\"}");

        preview("review-1", "--init");

        assertThat(clone.told("stack init"))
                .singleElement()
                .asString()
                .contains("--secrets-provider awskms:///key-of-dev");
    }

    @Test
    void saysWhatMustBeBuiltBefore() throws Exception {
        Files.delete(clone.file("src/workload/target/workload.jar"));
        Files.delete(clone.file("policy/rules/target/holdfast-policy.jar"));

        assertThat(preview("stage")).isEqualTo(1);

        assertThat(clone.said()).contains("workload.jar", "holdfast-policy.jar", "./mvnw package -DskipTests");
    }

    @Test
    void failsWithPulumisReasonWhereTheEngineNeverStarted() {
        clone.answers("preview", "").fails("preview", 255, "error: getting secrets manager: incorrect passphrase\n");

        assertThat(preview("stage")).isEqualTo(1);

        assertThat(clone.said()).contains("PULUMI_CONFIG_PASSPHRASE_FILE");
    }

    @Test
    void runsInTheFolderThatTheEnvironmentNames() throws Exception {
        var copy = Files.createDirectories(directory.resolve("copy"));
        Files.writeString(copy.resolve("Pulumi.stage.yaml"), "config:\n  aws:region: eu-west-1\n");
        clone.variable("HOLDFAST_WORKLOAD", copy.toString());

        preview("stage");

        assertThat(clone.read("report/stage.config.yaml")).contains("eu-west-1");
    }

    @Test
    void configuresAReviewStackWithoutAFileAsDev() {
        clone.write("Pulumi.dev.yaml", """
                encryptionsalt: v1:dev
                config:
                  holdfast:roleName: Deploy
                  holdfast:token: {secure: abc}
                """);

        preview("review-7");

        assertThat(clone.read("report/review-7.config.yaml"))
                .contains("holdfast:roleName: \"Deploy\"")
                .doesNotContain("v1:dev", "token");
    }
}
