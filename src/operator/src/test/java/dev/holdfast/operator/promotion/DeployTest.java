package dev.holdfast.operator.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./holdfast deploy}: it applies the plan that was judged, or nothing. */
class DeployTest {
    private static final String OTHER = "f".repeat(40);

    @TempDir
    private Path directory;

    private Clone clone;
    private HttpServer system;

    @BeforeEach
    void aSystemThatAnswersWithTheReleaseThatIsDeployed() throws IOException {
        system = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answers("/", "<html>");
        answers("/api/messages", "{\"messages\": []}");
        answers("/health/ready", "{\"release\": \"release-1\"}");
        system.start();
        clone = new Clone(directory);
        clone.answers(
                "stack-output",
                "{\"url\": \"http://localhost:%d\", \"deployment\": {\"commit\": \"%s\", \"release\": \"release-1\"}}"
                        .formatted(system.getAddress().getPort(), Clone.COMMIT));
        clone.answers("up", """
                {"resOutputsEvent":{"metadata":{"op":"create","urn":"urn:pulumi:stage::holdfast::a:b:C::record","type":"a:b:C","new":{"custom":true}}}}
                {"resOutputsEvent":{"metadata":{"op":"create","urn":"urn:pulumi:stage::holdfast::c::all","type":"c","new":{}}}}
                """);
    }

    @AfterEach
    void stops() {
        system.stop(0);
    }

    private void answers(String path, String body) {
        system.createContext(path, exchange -> {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private int run(String command, String... more) {
        var arguments = new java.util.ArrayList<>(java.util.List.of(command, "stage"));
        arguments.addAll(java.util.List.of(more));
        return clone.run(arguments.toArray(String[]::new));
    }

    private String release() {
        return clone.file("release.json").toString();
    }

    private String report() {
        return clone.file("report").toString();
    }

    private void judged() {
        assertThat(run("preview", "--release", release(), "--report", report())).isZero();
    }

    private int deploy() {
        return run("deploy", "--release", release(), "--report", report());
    }

    @Test
    void appliesExactlyThePlanThatWasJudgedWithItsConfigurationAndTriesIt() {
        judged();

        assertThat(deploy()).as(clone.said()).isZero();

        assertThat(clone.told("up"))
                .singleElement()
                .asString()
                .contains(
                        "--plan " + report() + "/stage.plan",
                        "--config-file " + report() + "/stage.config.yaml",
                        "--policy-pack");
        assertThat(clone.told("preview")).as("it was judged before").hasSize(1);
        assertThat(clone.said()).contains("done: 1 create", "release release-1 answers", "stage is deployed");
    }

    @Test
    void previewsAndJudgesByItselfWithoutAReport() {
        assertThat(run("deploy", "--release", release())).as(clone.said()).isZero();

        assertThat(clone.told("preview")).hasSize(1);
        assertThat(clone.told("up")).hasSize(1);
    }

    @Test
    void appliesNothingThatTheGateRefuses() {
        clone.answers("preview", Lost.PREVIEW).answers("stack-export", Lost.STATE);

        assertThat(run("deploy", "--release", release())).isEqualTo(3);

        assertThat(clone.told("up")).isEmpty();
        assertThat(clone.said()).contains("holdfast/stage: refused");
    }

    @Test
    void appliesNoPlanThatWasChangedSince() throws IOException {
        judged();
        Files.writeString(clone.file("report/stage.plan"), "{\"resourcePlans\":{\"more\":{}}}");

        assertThat(deploy()).isEqualTo(1);

        assertThat(clone.told("up")).isEmpty();
        assertThat(clone.said()).contains("is not the plan that was judged", "preview it anew");
    }

    @Test
    void appliesNoPlanOfAnotherCommit() {
        judged();
        clone.write("release.json", clone.read("release.json").replace(Clone.COMMIT, OTHER));

        assertThat(deploy()).isEqualTo(1);

        assertThat(clone.told("up")).isEmpty();
        assertThat(clone.said()).contains("it is of commit " + Clone.COMMIT + ", and " + OTHER + " is to be deployed");
    }

    @Test
    void appliesNothingWhoseReportTheGateRefusedAndNamesAllThatSpeaksAgainstIt() throws IOException {
        clone.answers("preview", Lost.PREVIEW).answers("stack-export", Lost.STATE);
        run("preview", "--release", release(), "--report", report());
        Files.delete(clone.file("report/stage.plan"));

        assertThat(deploy()).isEqualTo(1);

        assertThat(clone.told("up")).isEmpty();
        assertThat(clone.said()).contains("- the gate refuses it: files ", "- there is no " + report() + "/stage.plan");
    }

    @Test
    void appliesNothingWhoseApprovalHasExpiredSinceItWasJudged() {
        clone.answers("preview", Lost.PREVIEW).answers("stack-export", Lost.STATE);
        clone.write("approvals.yaml", Lost.approval("2999-12-31"));
        judged();
        clone.write("report/impact.json", clone.read("report/impact.json").replace("2999-12-31", "2020-01-01"));

        assertThat(deploy()).isEqualTo(1);

        assertThat(clone.told("up")).isEmpty();
        assertThat(clone.said()).contains("the approval to delete files has expired on 2020-01-01");
    }

    @Test
    void saysThatThereIsNoReport() {
        assertThat(deploy()).isEqualTo(1);

        assertThat(clone.said()).contains("there is no report in " + report(), "./holdfast preview");
    }

    @Test
    void saysWhoHoldsALockedStackAndWhatToDo() {
        judged();
        clone.answers("up", "").fails("up", 255, """
                error: the stack is currently locked by 1 lock(s). Either wait for the other process(es) to end or delete the lock file with `pulumi cancel`.
                  s3://states/.pulumi/locks/organization/holdfast/stage/1.json: created by ci@runner (pid 42) at 2026-11-27T00:00:00Z
                """);

        assertThat(deploy()).isEqualTo(1);

        assertThat(clone.said())
                .contains("stage is locked by ci@runner, process 42, since 2026-11-27", "Wait for its end")
                .contains("pulumi cancel --stack stage");
    }

    @Test
    void saysWhatStoppedItAndHowItGoesOn() {
        judged();
        clone.answers("up", """
                {"diagnosticEvent":{"severity":"error","urn":"urn:pulumi:stage::holdfast::a:b:C::api","message":"it did not become healthy\\n"}}
                {"diagnosticEvent":{"severity":"error","message":"expected resource operations for web but none were seen"}}
                """).fails("up", 255, "");

        assertThat(deploy()).isEqualTo(1);

        assertThat(clone.said()).contains("api: it did not become healthy", "run the same command without --report");
        assertThat(clone.said()).doesNotContain("is deployed", "expected resource operations");
    }

    @Test
    void saysThatTheWorldIsNoLongerTheOneThatWasJudged() {
        judged();
        clone.answers("up", """
                {"diagnosticEvent":{"severity":"error","message":"resource urn violates plan: properties changed"}}
                """).fails("up", 255, "");

        assertThat(deploy()).isEqualTo(1);

        assertThat(clone.said()).contains("It stopped before what was not judged", "preview it anew");
    }
}
