package dev.holdfast.operator.promotion;

import dev.holdfast.impact.HtmlPage;
import dev.holdfast.impact.Impact;
import dev.holdfast.impact.JsonReport;
import dev.holdfast.impact.MarkdownComment;
import dev.holdfast.operator.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The folder of a report: for programs, for a pull request, for a browser, and for each stack the plan that was judged with
 * the configuration that it holds for. What is secret in a plan is encrypted as in the state.
 */
record Report(Path folder) {
    private static final String COMMIT = "commit";
    private static final String POLICY = "policy.";
    private static final String PLAN = "plan.";

    /** The plan of a stack. */
    Path plan(Target target) {
        return folder.resolve(target.stack() + ".plan");
    }

    /** The configuration that the plan of a stack was made with. */
    Path configuration(Target target) {
        return folder.resolve(target.stack() + ".config.yaml");
    }

    /** What a preview of a stack is run with, so that its configuration and its plan are these. */
    List<String> saving(Target target) {
        return List.of(
                "--stack",
                target.stack(),
                "--config-file",
                configuration(target).toAbsolutePath().toString(),
                "--save-plan",
                plan(target).toAbsolutePath().toString());
    }

    /** What other programs read. */
    Path json() {
        return folder.resolve("impact.json");
    }

    /** The page for a browser. */
    Path page() {
        return folder.resolve("impact.html");
    }

    /**
     * Writes the forms of an impact.
     *
     * @param facts what belongs to it: the commit, and {@link #facts} about each stack
     */
    void write(Impact impact, Map<String, String> facts) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(json(), JsonReport.of(impact, facts));
        Files.writeString(folder.resolve("impact.md"), MarkdownComment.of(impact, Optional.empty()));
        Files.writeString(page(), HtmlPage.of(impact));
    }

    /**
     * Reads it back.
     *
     * @throws Refused if there is none
     */
    JsonReport read() throws IOException {
        if (!Files.isRegularFile(json())) {
            throw new Refused("there is no report in " + folder + "; `./holdfast preview <stack> --report " + folder
                    + "` writes one");
        }
        return JsonReport.read(Files.readString(json()));
    }

    /** The fact that names the commit that an impact is of. */
    static Map<String, String> commit(String commit) {
        return Map.of(COMMIT, commit);
    }

    /**
     * The facts about a stack: its plan's SHA-256, which tells it from every other one, and whether the policy pack judges it
     * again when it is applied. There is no plan where the preview failed.
     */
    Map<String, String> facts(Planning.Planned planned) throws IOException {
        var target = planned.target();
        var facts = new TreeMap<>(Map.of(POLICY + target.stack(), Boolean.toString(planned.policy())));
        if (Files.exists(plan(target))) {
            facts.put(PLAN + target.stack(), sha256(plan(target)));
        }
        return facts;
    }

    static Optional<String> commit(JsonReport report) {
        return Optional.ofNullable(report.facts().get(COMMIT));
    }

    static boolean judged(JsonReport report, Target target) {
        return Boolean.parseBoolean(report.facts().get(POLICY + target.stack()));
    }

    static Optional<String> seal(JsonReport report, Target target) {
        return Optional.ofNullable(report.facts().get(PLAN + target.stack()));
    }

    static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
