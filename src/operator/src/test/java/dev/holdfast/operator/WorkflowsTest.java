package dev.holdfast.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What GitHub runs of this repository. */
class WorkflowsTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Pattern PINNED = Pattern.compile("[\\w.-]+/[\\w./-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+");
    private static final Pattern USES = Pattern.compile("^\\s*-? ?uses: (.*)$", Pattern.MULTILINE);

    /** What the logic is in; a workflow only calls it. */
    private static final Pattern CALL = Pattern.compile(
            "\\./holdfast .*|\\./sandbox .*|\\./mvnw .*|\\.ci/run|tools/\\w+/install >> \"\\$GITHUB_PATH\""
                    + "|cat target/report/impact\\.md >> \"\\$GITHUB_STEP_SUMMARY\""
                    + "|gh release create \"\\$GITHUB_REF_NAME\" .*");

    private record Job(String name, String workflow, JsonNode content) {
        List<JsonNode> steps() {
            var steps = new ArrayList<JsonNode>();
            content.path("steps").forEach(steps::add);
            return steps;
        }

        @Override
        public String toString() {
            return workflow + " " + name;
        }
    }

    private static Stream<Path> workflows() throws IOException {
        try (var files = Files.list(ROOT.resolve(".github/workflows"))) {
            return files.sorted().toList().stream();
        }
    }

    private static Stream<Path> files() throws IOException {
        return Stream.concat(workflows(), Stream.of(ROOT.resolve(".github/actions/setup/action.yml")));
    }

    private static Stream<Job> jobs() throws IOException {
        var jobs = new ArrayList<Job>();
        for (var file : workflows().toList()) {
            var name = file.getFileName().toString().replace(".yml", "");
            YAML.readTree(file.toFile())
                    .path("jobs")
                    .properties()
                    .forEach(job -> jobs.add(new Job(job.getKey(), name, job.getValue())));
        }
        return jobs.stream();
    }

    private static Stream<Job> deploying() throws IOException {
        return jobs().filter(job -> job.content.toString().contains("./holdfast deploy"));
    }

    @Test
    void passActionlint() throws Exception {
        var program = actionlint();
        if (program.isEmpty() && !Boolean.getBoolean("actionlint.required")) {
            System.out.println("SKIPPED actionlint: it is not installed; `tools/actionlint/install` brings it");
        }
        assumeThat(program.isPresent() || Boolean.getBoolean("actionlint.required"))
                .isTrue();
        // What else it finds depends on what is installed.
        var lint = new ProcessBuilder(program.orElseThrow().toString(), "-no-color", "-shellcheck=", "-pyflakes=")
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(lint.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(lint.waitFor()).as(said).isZero();
    }

    @ParameterizedTest
    @MethodSource("files")
    void useEveryActionByItsDigestAndNameItsVersion(Path file) throws IOException {
        var uses = USES.matcher(Files.readString(file)).results().map(one -> one.group(1));

        assertThat(uses.filter(action -> !action.startsWith("./")))
                .isNotEmpty()
                .allMatch(PINNED.asMatchPredicate(), "is an action by its digest, with its version as a comment");
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void endInTimeAndMayOnlyWhatTheyName(Job job) {
        assertThat(job.content.path("timeout-minutes").asInt()).isPositive();
        assertThat(job.content.path("permissions").isObject()).isTrue();
        assertThat(job.content.path("permissions").properties())
                .filteredOn(permission -> permission.getValue().asText().equals("write"))
                .extracting(Map.Entry::getKey)
                .isSubsetOf("id-token", "pull-requests", "contents");
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void haveNoPermissionBesideThoseOfTheirJobs(Path file) throws IOException {
        assertThat(YAML.readTree(file.toFile()).path("permissions").isObject()).isTrue();
        assertThat(YAML.readTree(file.toFile()).path("permissions").size()).isZero();
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void keepNoCredentialsOfTheCheckout(Job job) {
        assertThat(job.steps())
                .filteredOn(step -> step.path("uses").asText().startsWith("actions/checkout@"))
                .isNotEmpty()
                .allMatch(step -> step.path("with").has("persist-credentials")
                        && !step.path("with").path("persist-credentials").asBoolean());
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void callOnlyWhatRunsByHandToo(Job job) {
        assertThat(job.steps())
                .filteredOn(step -> step.has("run"))
                .isNotEmpty()
                .extracting(step -> step.path("run").asText())
                .allMatch(CALL.asMatchPredicate(), "is one call of a command of this repository");
    }

    /** Each command exists and takes these options. */
    @ParameterizedTest
    @MethodSource("calls")
    void callCommandsOfHoldfastThatThereAre(String call) {
        var stream = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        var words = call.replaceFirst(" > .*", "").split(" ");
        var arguments = Stream.of(words)
                .skip(1)
                .map(word -> word.replaceAll("\"?\\$\\w+\"?", "0".repeat(40)))
                .toList();

        var parsed = Holdfast.commandLine(new Screen(stream, stream, false, true, 200), ROOT, Map.of())
                .parseArgs(arguments.toArray(String[]::new));

        assertThat(parsed.subcommand().commandSpec().name()).isEqualTo(words[1]);
    }

    private static Stream<String> calls() throws IOException {
        return jobs().flatMap(job -> job.steps().stream())
                .map(step -> step.path("run").asText().replace("${{ matrix.stack }}", "stage"))
                .filter(run -> run.startsWith("./holdfast"))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void putNothingThatSomebodyElseNamedIntoAShell(Job job) {
        assertThat(job.steps())
                .extracting(step -> step.path("run").asText())
                .allSatisfy(run ->
                        assertThat(run.replace("${{ matrix.stack }}", "")).doesNotContain("${{"));
    }

    @ParameterizedTest
    @MethodSource("deploying")
    void deployToOneEnvironmentOneAfterAnother(Job job) {
        var environment = job.workflow.equals("organization") ? "organization" : job.name;

        assertThat(job.content.path("concurrency").path("group").asText()).isEqualTo(environment);
        assertThat(job.content.path("concurrency").path("cancel-in-progress").asBoolean(true))
                .isFalse();
    }

    @Test
    void changeProdAndTheOrganizationOnlyFromTheirProtectedEnvironments() throws IOException {
        assertThat(jobs().filter(job -> job.content.has("environment")))
                .extracting(
                        job -> job + " in " + job.content.path("environment").asText())
                .containsExactlyInAnyOrder("release prod in prod", "organization apply in organization");
        assertThat(deploying().filter(job -> !job.content.has("environment")))
                .extracting(Job::toString)
                .containsExactlyInAnyOrder("main dev", "main stage");
    }

    @Test
    void giveABranchNoCredentials() throws IOException {
        assertThat(jobs().filter(job -> job.workflow.equals("branch")))
                .isNotEmpty()
                .allSatisfy(job ->
                        assertThat(job.content.path("permissions").toString()).isEqualTo("{\"contents\":\"read\"}"))
                .allSatisfy(job -> assertThat(job.content.toString()).doesNotContain("secrets.", "role-to-assume"));
    }

    @Test
    void keepPullRequestsOfForksFromEveryRole() throws IOException {
        assertThat(jobs().filter(job -> job.workflow.equals("pull-request"))
                        .filter(job -> job.content.path("permissions").has("id-token")))
                .isNotEmpty()
                .allSatisfy(job -> assertThat(job.content.path("if").asText())
                        .contains("github.event.pull_request.head.repo.full_name == github.repository"));
    }

    /** The program, on the PATH or where {@code tools/actionlint/install} puts it. */
    private static Optional<Path> actionlint() {
        var cache = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .map(Path::of)
                .orElse(Path.of(System.getProperty("user.home"), ".cache"))
                .resolve("holdfast/actionlint");
        var versions = cache.toFile().listFiles();
        var installed = versions == null
                ? Stream.<Path>of()
                : Stream.of(versions).map(version -> version.toPath().resolve("actionlint"));
        return Stream.concat(
                        new SearchPath(System.getenv("PATH")).find("actionlint").stream(),
                        installed.filter(Files::isExecutable))
                .findFirst();
    }
}
