package dev.holdfast.operator.github;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.impact.CostChange;
import dev.holdfast.impact.Impact;
import dev.holdfast.impact.JsonReport;
import dev.holdfast.impact.StackImpact;
import dev.holdfast.operator.Holdfast;
import dev.holdfast.operator.Screen;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code ./holdfast comment} against an API on this machine. */
class CommentTest {
    private static final String MARKER = "<!-- holdfast:impact -->\n";
    private static final String BOT = "github-actions[bot]";
    private static final String NOT_ACCESSIBLE = "Resource not accessible by integration";

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final List<Duration> waits = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private FakeGitHub gitHub;

    @TempDir
    private Path folder;

    @BeforeEach
    void aRunOfAPullRequest() throws IOException {
        gitHub = new FakeGitHub();
        report("report", "stage");
        environment.put("GITHUB_API_URL", gitHub.api().toString());
        environment.put("GITHUB_REPOSITORY", "acme/shop");
        environment.put("GITHUB_TOKEN", "secret-token");
        event("acme/shop");
    }

    @AfterEach
    void keepsTheTokenToItself() {
        gitHub.close();
        assertThat(said.toString(UTF_8)).doesNotContain("secret-token");
    }

    private void event(String head) throws IOException {
        var file = folder.resolve("event.json");
        Files.writeString(file, """
                {"pull_request": {"number": 7, "head": {"sha": "%s", "repo": {"full_name": "%s"}},
                 "base": {"repo": {"full_name": "acme/shop"}}}}
                """.formatted("a".repeat(40), head));
        environment.put("GITHUB_EVENT_PATH", file.toString());
    }

    private Path report(String name, String stack) throws IOException {
        var report = Files.createDirectories(folder.resolve(name));
        var impact = new Impact(List.of(new StackImpact(
                "holdfast",
                stack,
                Optional.empty(),
                List.of(),
                3,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new CostChange(1, 1, List.of(), List.of()),
                List.of(),
                List.of(),
                List.of())));
        Files.writeString(report.resolve("impact.json"), JsonReport.of(impact, Map.of()));
        return report;
    }

    private int comment(String... more) {
        var arguments = new ArrayList<>(List.of(folder.resolve("report").toString()));
        arguments.addAll(Arrays.asList(more));
        var stream = new PrintStream(said, true, UTF_8);
        var line = Holdfast.commandLine(new Screen(stream, stream, false, true, 200), folder, environment);
        Holdfast holdfast = line.getCommand();
        return new CommandLine(new Comment(holdfast, waits::add))
                .setExecutionExceptionHandler(line.getExecutionExceptionHandler())
                .execute(arguments.toArray(String[]::new));
    }

    private String said() {
        return said.toString(UTF_8);
    }

    @Test
    void createsTheComment() {
        gitHub.comment("ada", "Nice.");

        assertThat(comment()).isZero();

        assertThat(gitHub.bodies()).hasSize(2);
        assertThat(gitHub.bodies().get(1))
                .startsWith(MARKER)
                .contains("✅ Allowed", "stage", "Commit " + "a".repeat(40));
        assertThat(said()).contains("the comment is created: https://github.example/c2");
    }

    @Test
    void writesItAnewInItsPlace() {
        gitHub.comment(BOT, MARKER + "of before");
        gitHub.comment("ada", "Nice.");

        assertThat(comment()).isZero();

        assertThat(gitHub.bodies()).hasSize(2);
        assertThat(gitHub.bodies().get(0)).contains("✅ Allowed").doesNotContain("of before");
        assertThat(gitHub.requests()).noneMatch(request -> request.startsWith("POST /repos"));
    }

    @Test
    void leavesItWhereItSaysTheSame() {
        comment();

        assertThat(comment()).isZero();

        assertThat(gitHub.requests()).noneMatch(request -> request.startsWith("PATCH"));
        assertThat(said()).contains("left as it is");
    }

    @Test
    void neverTouchesSomebodyElsesComment() {
        gitHub.comment("mallory", MARKER + "Allowed.");
        gitHub.comment("other-app[bot]", MARKER + "Allowed.");
        gitHub.comment("github-actions", MARKER + "Allowed.");

        assertThat(comment()).isZero();

        assertThat(gitHub.bodies()).hasSize(4);
        assertThat(gitHub.bodies().subList(0, 3)).containsOnly(MARKER + "Allowed.");
    }

    @Test
    void isThatOfWhoeverTheTokenIs() {
        gitHub.viewer("ada");
        gitHub.comment("ada", MARKER + "of before");

        assertThat(comment()).isZero();

        assertThat(gitHub.bodies()).singleElement().asString().contains("✅ Allowed");
    }

    @Test
    void isThatOfGitHubActionsWhereNobodyMayAsk() {
        gitHub.trouble("POST /graphql", 403, Map.of(), NOT_ACCESSIBLE);
        gitHub.comment(BOT, MARKER + "of before");

        assertThat(comment()).isZero();

        assertThat(gitHub.bodies()).hasSize(1);
    }

    @Test
    void looksThroughAllPages() {
        gitHub.perPage(2);
        for (var number = 0; number < 5; number++) {
            gitHub.comment("ada", "No. " + number);
        }
        gitHub.comment(BOT, MARKER + "of before");

        assertThat(comment()).isZero();

        assertThat(gitHub.bodies()).hasSize(6);
        assertThat(gitHub.bodies().get(5)).contains("✅ Allowed");
    }

    @Test
    void followsNoPageThatIsElsewhere() {
        gitHub.nextPage("https://evil.example/comments");

        assertThat(comment()).isEqualTo(1);

        assertThat(said()).contains("GitHub names evil.example", "the token is for localhost");
        assertThat(gitHub.bodies()).isEmpty();
    }

    @Test
    void waitsAsLongAsGitHubSays() {
        gitHub.trouble("GET", 403, Map.of("Retry-After", "17"), "You have exceeded a secondary rate limit.");

        assertThat(comment()).isZero();

        assertThat(waits).containsExactly(Duration.ofSeconds(17));
        assertThat(gitHub.bodies()).hasSize(1);
    }

    @Test
    void waitsAMinuteWhereGitHubDoesNotSayHowLong() {
        gitHub.trouble("POST /repos", 403, Map.of(), "You have exceeded a secondary rate limit.");

        assertThat(comment()).isZero();

        assertThat(waits).containsExactly(Duration.ofMinutes(1));
    }

    @Test
    void asksAgainAfterABadGateway() {
        gitHub.trouble("GET", 502, Map.of(), "");
        gitHub.trouble("GET", 503, Map.of(), "");

        assertThat(comment()).isZero();

        assertThat(waits).hasSize(2);
    }

    @Test
    void givesUpAfterFiveAttempts() {
        for (var attempt = 0; attempt < 5; attempt++) {
            gitHub.trouble("GET", 502, Map.of(), "");
        }

        assertThat(comment()).isEqualTo(1);

        assertThat(said()).contains("GitHub does not answer after 5 attempts");
    }

    @Test
    void doesNotWaitForAnHour() {
        gitHub.trouble("GET", 429, Map.of("Retry-After", "3600"), "");

        assertThat(comment()).isEqualTo(1);

        assertThat(waits).isEmpty();
        assertThat(said()).contains("it asks to wait 3600 seconds");
    }

    @Test
    void createsNoSecondOneWhereOnlyTheAnswerWasLost() {
        gitHub.lose("POST /repos");

        assertThat(comment()).isZero();

        assertThat(gitHub.bodies()).hasSize(1);
        assertThat(said()).contains("left as it is");
    }

    @Test
    void saysWhichPermissionIsMissing() {
        gitHub.trouble("POST /repos", 403, Map.of(), NOT_ACCESSIBLE);

        assertThat(comment()).isEqualTo(1);

        assertThat(said()).contains(NOT_ACCESSIBLE, "permissions: pull-requests: write");
    }

    @Test
    void saysThatTheTokenIsNotValid() {
        environment.put("GITHUB_TOKEN", "another-token");

        assertThat(comment()).isEqualTo(1);

        assertThat(said())
                .contains("401 Bad credentials", "GITHUB_TOKEN is not, or no longer, valid")
                .doesNotContain("another-token");
    }

    @Test
    void saysThatThereIsNoSuchPullRequest() {
        assertThat(comment("--pull-request", "8")).isEqualTo(1);

        assertThat(said()).contains("there is no pull request 8 in acme/shop");
    }

    @Test
    void leavesTheReportOfAForkInTheRunsSummary() throws IOException {
        event("mallory/shop");
        environment.remove("GITHUB_TOKEN");
        var summary = folder.resolve("summary.md");
        environment.put("GITHUB_STEP_SUMMARY", summary.toString());

        assertThat(comment()).isZero();

        assertThat(gitHub.requests()).isEmpty();
        assertThat(summary).content(UTF_8).startsWith(MARKER).contains("✅ Allowed");
        assertThat(said()).contains("comes from a fork", "in the run's summary");
    }

    @Test
    void isNoFailureWhereTheTokenOfAForkOnlyReads() throws IOException {
        event("mallory/shop");
        gitHub.trouble("POST /repos", 403, Map.of(), NOT_ACCESSIBLE);

        assertThat(comment()).isZero();

        assertThat(said()).contains("comes from a fork");
    }

    @Test
    void demandsATokenOfABranch() {
        environment.remove("GITHUB_TOKEN");

        assertThat(comment()).isEqualTo(1);

        assertThat(said()).contains("GITHUB_TOKEN is not set", "${{ github.token }}");
    }

    @Test
    void demandsANumberWhereNoPullRequestStartedTheRun() {
        environment.remove("GITHUB_EVENT_PATH");

        assertThat(comment()).isEqualTo(1);
        assertThat(said()).contains("--pull-request <number>");
        assertThat(comment("--pull-request", "7")).isZero();
    }

    @Test
    void makesOneCommentOfSeveralReports() throws IOException {
        var prod = report("other", "prod");

        assertThat(comment(prod.toString())).isZero();

        assertThat(gitHub.bodies())
                .singleElement()
                .asString()
                .contains("stage: allowed, no changes · prod: allowed, no changes");
    }

    @Test
    void saysThatAPreviewLeftNoReport() {
        assertThat(comment(folder.resolve("report-prod").toString())).isZero();

        assertThat(gitHub.bodies())
                .singleElement()
                .asString()
                .contains("❌ Not judged: the preview of report-prod failed", "log says why");
    }

    @Test
    void linksTheRun() {
        environment.put("GITHUB_SERVER_URL", "https://github.example");
        environment.put("GITHUB_RUN_ID", "99");

        comment();

        assertThat(gitHub.bodies().get(0)).contains("(<https://github.example/acme/shop/actions/runs/99>)");
    }

    @Test
    void refusesASummaryThatGitHubWouldNotShow() throws IOException {
        var summary = folder.resolve("summary.md");
        Files.writeString(summary, "x".repeat(1024 * 1024));
        environment.put("GITHUB_STEP_SUMMARY", summary.toString());

        assertThat(comment()).isEqualTo(1);

        assertThat(said()).contains("longer than GitHub shows, 1048576");
        assertThat(summary).hasSize(1024 * 1024);
    }

    @Test
    void findsTheQueriesOfAServerOfOnesOwn() {
        var server = new GitHub(URI.create("https://git.acme.example/api/v3"), "secret-token", waits::add);

        assertThat(server.queries()).hasToString("https://git.acme.example/api/graphql");
        assertThat(server.address("/repos")).hasToString("https://git.acme.example/api/v3/repos");
    }
}
