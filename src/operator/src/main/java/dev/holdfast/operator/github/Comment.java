package dev.holdfast.operator.github;

import dev.holdfast.impact.CostChange;
import dev.holdfast.impact.Impact;
import dev.holdfast.impact.JsonReport;
import dev.holdfast.impact.MarkdownComment;
import dev.holdfast.impact.StackImpact;
import dev.holdfast.operator.Holdfast;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "comment",
        description = {
            "Post what `preview` reported as the one comment of a pull request, or write the comment anew.",
            "",
            "For a run of GitHub Actions, whose variables it reads: GITHUB_TOKEN, GITHUB_REPOSITORY, GITHUB_EVENT_PATH and"
                    + " GITHUB_API_URL. The report also goes into the run's summary, where GITHUB_STEP_SUMMARY names one."
                    + " Of a fork, GitHub gives the run no token that may write: then the summary is all, and that is no"
                    + " failure."
        })
public final class Comment implements Callable<Integer> {
    private final Holdfast holdfast;
    private final GitHub.Pause pause;

    @Parameters(
            arity = "1..*",
            paramLabel = "<folder>",
            description = "What `preview --report` wrote. Several become one comment, in this order.")
    private List<Path> reports;

    @Option(
            names = "--pull-request",
            paramLabel = "<number>",
            description = "Its number; without, the one that started the run.")
    private Integer number;

    @Option(
            names = "--url",
            paramLabel = "<address>",
            description = "Where the whole report is kept; without, the run's page.")
    private URI address;

    public Comment(Holdfast holdfast) {
        this(holdfast, duration -> Thread.sleep(duration.toMillis()));
    }

    Comment(Holdfast holdfast, GitHub.Pause pause) {
        this.holdfast = holdfast;
        this.pause = pause;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var environment = holdfast.environment();
        var event = PullRequest.of(environment);
        var markdown = markdown(event);
        var summary = StepSummary.of(environment);
        summary.append(markdown);
        var token = environment.getOrDefault("GITHUB_TOKEN", "");
        if (token.isEmpty() && event.fork()) {
            return onlyInTheSummary(summary);
        }
        var repository = repository(environment);
        if (token.isEmpty()) {
            throw new IllegalStateException(
                    "GITHUB_TOKEN is not set; in a workflow, set it in the step's env to" + " ${{ github.token }}");
        }
        var pullRequest = number != null
                ? number
                : event.number()
                        .orElseThrow(() -> new IllegalStateException(
                                "no pull request started this run; name one with --pull-request <number>"));
        var api = URI.create(environment.getOrDefault("GITHUB_API_URL", "https://api.github.com"));
        var comment =
                new PullRequestComment(new GitHub(api, token, pause), repository, pullRequest, MarkdownComment.MARKER);
        try {
            var posted = comment.post(markdown);
            holdfast.screen().line("the comment is " + posted.what() + ": " + posted.address());
            return 0;
        } catch (GitHub.Refusal refused) {
            if (refused.status() == 403 && event.fork()) {
                return onlyInTheSummary(summary);
            }
            throw new IllegalStateException(told(refused, repository, pullRequest), refused);
        }
    }

    private String markdown(PullRequest event) throws IOException {
        var stacks = new ArrayList<StackImpact>();
        for (var report : reports) {
            stacks.addAll(stacks(report));
        }
        var whole = address == null ? run(holdfast.environment()) : Optional.of(address);
        return MarkdownComment.of(new Impact(stacks), whole)
                + whole.map(place -> "<sub>The whole report is impact.html in [what this run keeps](<"
                                + place.toASCIIString() + ">).</sub>\n")
                        .orElse("")
                + event.commit()
                        .map(commit -> "<sub>Commit " + commit + ".</sub>\n")
                        .orElse("");
    }

    private static List<StackImpact> stacks(Path report) throws IOException {
        var file = report.resolve("impact.json");
        if (Files.exists(file)) {
            return JsonReport.read(Files.readString(file)).impact().stacks();
        }
        if (!Files.isDirectory(report.toAbsolutePath().getParent())) {
            throw new IllegalArgumentException(
                    "there is no " + file + "; `./holdfast preview <stack>... --report " + report + "` writes it");
        }
        // Its preview ended before it could say anything: whoever reads the comment must not think that all is told.
        return List.of(new StackImpact(
                "no report",
                report.getFileName().toString(),
                Optional.of("there is no " + file + ": the preview ended before it wrote one; the run's log says why"),
                List.of(),
                0,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new CostChange(0, 0, List.of(), List.of()),
                List.of(),
                List.of(),
                List.of()));
    }

    /** The page of the run, which has its artifacts. */
    private static Optional<URI> run(Map<String, String> environment) {
        var id = environment.getOrDefault("GITHUB_RUN_ID", "");
        return id.isEmpty()
                ? Optional.empty()
                : Optional.of(URI.create(environment.getOrDefault("GITHUB_SERVER_URL", "https://github.com") + "/"
                        + repository(environment) + "/actions/runs/" + id));
    }

    private static String repository(Map<String, String> environment) {
        var repository = environment.getOrDefault("GITHUB_REPOSITORY", "");
        if (!repository.matches("[\\w.-]+/[\\w.-]+")) {
            throw new IllegalStateException("GITHUB_REPOSITORY is '" + repository
                    + "'; it must be <owner>/<repository>, as GitHub Actions sets it");
        }
        return repository;
    }

    private int onlyInTheSummary(StepSummary summary) {
        holdfast.screen()
                .line("the pull request comes from a fork, whose runs may not comment; "
                        + (summary.exists()
                                ? "the report is in the run's summary"
                                : "the report is in " + reports.get(0)));
        return 0;
    }

    private static String told(GitHub.Refusal refused, String repository, int pullRequest) {
        var said = "GitHub refuses it (" + refused.getMessage() + ")";
        return switch (refused.status()) {
            case 401 -> said + ": GITHUB_TOKEN is not, or no longer, valid";
            case 403 -> said + ": the job needs `permissions: pull-requests: write`";
            case 404 ->
                said + ": there is no pull request " + pullRequest + " in " + repository
                        + ", or the token may not see it";
            default -> said;
        };
    }
}
