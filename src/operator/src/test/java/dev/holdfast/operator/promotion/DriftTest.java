package dev.holdfast.operator.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./holdfast drift}: what is no longer as the last update left it. */
class DriftTest {
    private static final String LOGS = "urn:pulumi:stage::holdfast::aws:cloudwatch/logGroup:LogGroup::api";
    private static final String SERVICE = "urn:pulumi:stage::holdfast::aws:ecs/service:Service::api";

    @TempDir
    private Path directory;

    private Clone clone;

    @BeforeEach
    void clones() {
        clone = new Clone(directory);
        clone.answers("stack-export", """
                {"version":3,"deployment":{"resources":[{"urn":"%s","ignoreChanges":["desiredCount"]},{"urn":"%s"}]}}
                """.formatted(SERVICE, LOGS));
        clone.answers("refresh", "");
    }

    private static String changed(String urn, String property, int before, int now) {
        return """
                {"resOutputsEvent":{"metadata":{"op":"update","urn":"%1$s","type":"a:b:C","old":{"inputs":{"%2$s":%3$d}},"new":{"inputs":{"%2$s":%4$d}},"detailedDiff":{"%2$s":{"diffKind":"update","inputDiff":true}}}}}
                """.formatted(urn, property, before, now);
    }

    @Test
    void isNoneWhereAllIsAsItWas() {
        clone.answers("refresh", "{\"resOutputsEvent\":{\"metadata\":{\"op\":\"same\",\"urn\":\"" + LOGS + "\"}}}\n");

        assertThat(clone.run("drift", "stage")).isZero();

        assertThat(clone.said()).contains("stage: all 1 resources are as the last update left them");
    }

    @Test
    void isToldByPropertyWithBothValuesAndAnExitCodeOfItsOwn() {
        clone.answers("refresh", changed(LOGS, "retentionInDays", 90, 7));

        assertThat(clone.run("drift", "stage")).isEqualTo(4);

        assertThat(clone.said())
                .contains("api (a:b:C)", "retentionInDays: 90 when it was deployed, 7 now", "pulumi refresh");
    }

    @Test
    void tellsWhatIsGone() {
        clone.answers(
                "refresh",
                "{\"resOutputsEvent\":{\"metadata\":{\"op\":\"delete\",\"urn\":\"" + LOGS
                        + "\",\"type\":\"a:b:C\"}}}\n");

        assertThat(clone.run("drift", "stage")).isEqualTo(4);

        assertThat(clone.said()).contains("api (a:b:C) is gone");
    }

    @Test
    void isNotWhatTheProgramLeavesToOthers() {
        clone.answers("refresh", changed(SERVICE, "desiredCount", 2, 5));

        assertThat(clone.run("drift", "stage")).isZero();
    }

    @Test
    void changesNothing() {
        clone.run("drift", "stage");

        assertThat(clone.told("refresh")).singleElement().asString().contains("--preview-only");
        assertThat(clone.told("up")).isEmpty();
    }

    @Test
    void asksAboutEveryStackThatThereIsWhereNoneIsNamed() {
        clone.answers("stack-ls", "[{\"name\": \"stage\"}, {\"name\": \"review-1\"}, {\"name\": \"foreign\"}]");

        assertThat(clone.run("drift")).isZero();

        assertThat(clone.told("refresh"))
                .extracting(line -> line.replaceAll(".*--stack (\\S+).*", "$1"))
                .containsExactly("stage", "review-1");
    }

    @Test
    void isUnknownWhereTheRefreshFailed() {
        clone.fails("refresh", 255, "error: AccessDenied\n");

        assertThat(clone.run("drift", "stage")).isEqualTo(1);

        assertThat(clone.said()).contains("nobody knows whether stage drifted", "aws sts get-caller-identity");
    }

    @Test
    void readsTheOrganizationsAccountsByTheRoleThatIsGiven() throws Exception {
        assertThat(clone.run("drift", "management", "--access-role", "holdfast/preview"))
                .as(clone.said())
                .isZero();

        var refreshes = clone.told("refresh");
        assertThat(refreshes)
                .singleElement()
                .satisfies(refresh -> assertThat(refresh).contains("--run-program", "--config-file"));
        assertThat(Files.readString(clone.file("target/drift/management.config.yaml")))
                .contains("holdfast-organization:accessRole: \"holdfast/preview\"");
    }

    @Test
    void runsNoProgramForAnEnvironment() {
        assertThat(clone.run("drift", "stage", "--access-role", "holdfast/preview"))
                .isZero();

        assertThat(clone.told("refresh"))
                .singleElement()
                .satisfies(refresh -> assertThat(refresh).doesNotContain("--run-program"));
    }
}
