package dev.holdfast.operator.promotion;

import dev.holdfast.impact.Approvals;
import dev.holdfast.impact.StackImpact;
import dev.holdfast.impact.StackPreview;
import dev.holdfast.operator.Holdfast;
import dev.holdfast.operator.PulumiCli;
import dev.holdfast.operator.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Previews updates, and judges them. For each stack the plan stays in the report, with the configuration that it was made
 * with: it is this plan, and no other, that a deployment applies.
 */
final class Planning {
    private final Holdfast holdfast;
    private final Engine engine;
    private final Report report;
    private final boolean policy;
    private final boolean init;

    /**
     * @param policy whether the policy pack judges, too
     * @param init whether a stack that there is not is made
     */
    Planning(Holdfast holdfast, Report report, boolean policy, boolean init) {
        this.holdfast = holdfast;
        this.engine = new Engine(holdfast);
        this.report = report;
        this.policy = policy;
        this.init = init;
    }

    /**
     * What became of the preview of one stack.
     *
     * @param policy whether the policy pack judges again what is applied: where approvals.yaml approves of a violation, it
     *     would only stop that
     */
    record Planned(Target target, StackImpact impact, boolean policy) {}

    /**
     * Previews one stack. Pulumi saves no plan of what breaks a mandatory rule: where that is approved of, it plans once more
     * without the pack.
     *
     * @param values of the configuration, by their keys, that differ from what the stack's file says
     * @throws Refused if there is no such stack, or no program was built
     */
    Planned of(Target target, Map<String, String> values) throws IOException {
        var screen = holdfast.screen();
        var start = System.nanoTime();
        new Programs(holdfast).demand(target, policy);
        var state = state(target);
        var work = Files.createTempDirectory("holdfast-preview");
        try {
            Files.createDirectories(report.folder());
            Files.deleteIfExists(report.plan(target));
            ConfigFile.write(target, values, report.configuration(target));
            var exported = Files.writeString(work.resolve("state.json"), state);
            var events = work.resolve("events.json");
            var answer = preview(target, events, policy);
            refuseSilence(target, answer, events);
            var impact = judge(target, events, exported);
            var unsaved = impact.allowed() && !Files.exists(report.plan(target));
            if (unsaved) {
                preview(target, events, false);
                demandTheSame(target, impact, judge(target, events, exported));
            }
            screen.line("  " + target + " previewed in " + Took.since(start));
            return new Planned(target, impact, policy && !unsaved);
        } finally {
            clear(work);
        }
    }

    private StackImpact judge(Target target, Path events, Path state) {
        return StackImpact.of(
                StackPreview.read(target.project(), target.stack(), events, report.plan(target), state),
                Approvals.read(holdfast.root().resolve("approvals.yaml")),
                LocalDate.now(ZoneOffset.UTC));
    }

    /** The plan is that of the second preview, and what is judged has to be what it does. */
    private static void demandTheSame(Target target, StackImpact judged, StackImpact planned) {
        if (!planned.allowed() || !planned.changes().equals(judged.changes())) {
            throw new Refused("what breaks a rule is approved of, but " + target + " comes to something else when it is"
                    + " planned without the policy pack"
                    + planned.failure().map(failure -> ": " + failure).orElse("")
                    + ". Preview it again; where the pack changes resources by itself, an exemption in"
                    + " policy/exemptions.yaml does what an approval cannot");
        }
    }

    private String state(Target target) {
        var state = engine.export(target);
        if (state.isEmpty() && init) {
            new NewStack(holdfast, engine).make(target);
            state = engine.export(target);
        }
        return state.orElseThrow(
                () -> new Refused(Engine.missing(target) + ". Log in to where it is, or let --init make it"));
    }

    private PulumiCli.Answer preview(Target target, Path events, boolean judged) throws IOException {
        var arguments = new ArrayList<>(List.of("preview", "--json"));
        arguments.addAll(report.saving(target));
        arguments.addAll(Programs.policyOption(holdfast, judged));
        try (var file = Files.newBufferedWriter(events)) {
            return engine.stream(target, Map.of("PULUMI_ENABLE_STREAMING_JSON_PREVIEW", "true"), arguments, line -> {
                try {
                    file.write(line);
                    file.newLine();
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException("cannot write " + events, e);
                }
            });
        }
    }

    /** Pulumi can fail before the engine has anything to say: then nothing of the impact would tell why. */
    private void refuseSilence(Target target, PulumiCli.Answer answer, Path events) throws IOException {
        try (var lines = Files.lines(events)) {
            if (!answer.succeeded() && lines.noneMatch(line -> line.startsWith("{"))) {
                var said = answer.errors().isBlank() ? Files.readString(events) : answer.errors();
                throw new Refused("the preview of " + target + " failed: "
                        + engine.reason(target, new PulumiCli.Answer(answer.exitCode(), "", said)));
            }
        }
    }

    private static void clear(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
