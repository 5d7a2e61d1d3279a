package dev.holdfast.operator.promotion;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.holdfast.operator.Holdfast;
import dev.holdfast.operator.Refused;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./holdfast drift}. */
@Command(
        name = "drift",
        description = {
            "Show what is no longer as the last update left it. It changes nothing, not even the state.",
            "",
            "Asks for each resource of the state what is there (`pulumi refresh --preview-only`). What a program leaves to"
                    + " others, such as how many tasks the scaling wants, is no drift."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All is as the last update left it.",
            "1:It failed, and the message says why.",
            "2:The command line was not understood.",
            "4:Something differs."
        })
public final class Drift implements Callable<Integer> {
    private static final int DRIFT = 4;

    private final Holdfast holdfast;

    @Parameters(
            arity = "0..*",
            paramLabel = "<stack>",
            description = "management, dev, stage, prod or review-<name>; all that there are, if none is given.")
    private List<String> stacks = List.of();

    @Option(
            names = "--access-role",
            paramLabel = "<role>",
            description =
                    "The role that the organization's program assumes in its accounts, such as holdfast/preview, which"
                            + " only reads. Its state names the role that changes them, which nobody but an administrator and the"
                            + " deployment may assume; with this, the program runs and says how to ask instead.")
    private String accessRole;

    public Drift(Holdfast holdfast) {
        this.holdfast = holdfast;
    }

    @Override
    public Integer call() throws IOException {
        var engine = new Engine(holdfast);
        var targets = stacks.isEmpty() ? new Inventory(holdfast).all() : Target.of(holdfast, stacks);
        int code = 0;
        for (var target : targets) {
            if (differs(engine, target)) {
                code = DRIFT;
            }
        }
        return code;
    }

    private boolean differs(Engine engine, Target target) throws IOException {
        var start = System.nanoTime();
        var state = engine.export(target)
                .orElseThrow(() -> new Refused(Engine.missing(target) + "; log in to where it is"));
        var ignored = Difference.ignored(Engine.json(state));
        var found = new ArrayList<Difference>();
        var asked = new int[1];
        var errors = new UpdateProgress(holdfast.screen());
        var answer =
                engine.stream(target, Map.of("PULUMI_ENABLE_STREAMING_JSON_PREVIEW", "true"), refresh(target), line -> {
                    asked[0] += line.contains("\"resOutputsEvent\"") ? 1 : 0;
                    difference(line, ignored).ifPresentOrElse(found::add, () -> errors.diagnose(line));
                });
        if (!answer.succeeded()) {
            throw new Refused("nobody knows whether " + target + " drifted: " + String.join("\n", errors.errors())
                    + engine.reason(target, answer));
        }
        tell(target, found, asked[0], start);
        return !found.isEmpty();
    }

    private List<String> refresh(Target target) throws IOException {
        var arguments = new ArrayList<>(List.of("refresh", "--preview-only", "--json", "--stack", target.stack()));
        if (accessRole != null && !target.isEnvironment()) {
            new Programs(holdfast).demand(target, false);
            var configuration = new Report(holdfast.root().resolve("target/drift")).configuration(target);
            ConfigFile.write(target, Preview.entered(accessRole), configuration);
            arguments.addAll(List.of(
                    "--run-program",
                    "--config-file",
                    configuration.toAbsolutePath().toString()));
        }
        return arguments;
    }

    private void tell(Target target, List<Difference> found, int asked, long start) {
        var screen = holdfast.screen();
        if (found.isEmpty()) {
            screen.line(target + ": all " + asked + " resources are as the last update left them  (" + Took.since(start)
                    + ")");
            return;
        }
        screen.line(screen.bold(target + ": " + found.size() + " of " + asked
                        + " resources are not as the last update left them")
                + "  (" + Took.since(start) + ")");
        for (var one : found) {
            screen.line("  " + (one.gone() ? screen.red(one.name() + " is gone") : one.name()));
            one.what().forEach(line -> screen.line("    " + line));
        }
        screen.line("  `pulumi refresh --stack " + target
                + "` writes into the state what is there; the next ./holdfast preview " + target
                + " then shows how a deployment puts it back. What is to stay, declare.");
    }

    private static Optional<Difference> difference(String line, Map<String, java.util.Set<String>> ignored) {
        try {
            return Difference.of(Engine.JSON.readTree(line), ignored);
        } catch (JsonProcessingException noEvent) {
            return Optional.empty();
        }
    }
}
