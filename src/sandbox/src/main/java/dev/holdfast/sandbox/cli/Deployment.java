package dev.holdfast.sandbox.cli;

import dev.holdfast.sandbox.cli.Projects.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Brings a stack up in the sandbox, or previews it: the steps that a person sees. */
final class Deployment {
    /** How long services take at most to come back after a start of the cloud, on a slow machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** A program that is not up after so many updates waits for something that no update brings. */
    private static final int MOST_UPDATES = 4;

    private final Workspace workspace;
    private final Projects projects;
    private final Terminal terminal;
    private final CloudProcess cloud;
    private final boolean verbose;
    private final boolean judged;
    private CloudProcess.Address address;
    private Pulumi pulumi;

    /**
     * @param verbose whether Pulumi's own output is shown, instead of what is made of it
     * @param judged whether the policy pack judges what is previewed and applied
     */
    Deployment(
            Workspace workspace,
            Projects projects,
            Terminal terminal,
            CloudProcess cloud,
            boolean verbose,
            boolean judged) {
        this.workspace = workspace;
        this.projects = projects;
        this.terminal = terminal;
        this.cloud = cloud;
        this.verbose = verbose;
        this.judged = judged;
    }

    /**
     * Applies the stack, and before it the one that its project comes after.
     *
     * @throws Failure if Pulumi could not apply one of them; what comes after it is then left as it is
     */
    void up(Target target) throws IOException, InterruptedException {
        var start = System.nanoTime();
        prepare();
        var before = projects.before(target);
        if (before.isPresent()) {
            applyUnlessItStands(before.get(), target);
        }
        var copy = ready(target);
        var outputs = applyWhole(target, copy, target);
        new Health(terminal, new CloudClient(address.control()), PATIENCE).await(target.stack());
        conclude(target, copy, outputs, start);
    }

    /** Shows what an update of the stack would do. Only the stack that its project comes after is applied, once. */
    void preview(Target target) throws IOException, InterruptedException {
        prepare();
        var before = projects.before(target);
        if (before.isPresent() && !state(copy(before.get()), before.get()).applied()) {
            terminal.note(target.stack() + " builds on " + before.get().stack()
                    + ", which was never applied here: it comes up first.");
            applyWhole(before.get(), ready(before.get()), target);
        }
        var copy = ready(target);
        var arguments = judged(List.of("preview", "--stack", target.stack()));
        run(target, copy, arguments, "./sandbox preview " + target.stack(), true);
        terminal.line("Nothing was applied. Next: ./sandbox up " + target.stack());
    }

    /**
     * Destroys all that is in a stack, and the stack.
     *
     * @throws Failure if there is no such stack, or Pulumi refused: then nothing was destroyed
     */
    void destroy(Target target) throws IOException, InterruptedException {
        prepare();
        var stack = target.stack();
        var copy = copy(target);
        var state = state(copy, target);
        if (!state.exists()) {
            throw new Failure("there is no stack " + stack + " in this sandbox; ./sandbox status shows what there is");
        }
        copy.write(Map.of(), stack).forEach(terminal::note);
        new StackPreparation(workspace, pulumi, terminal, new CloudClient(address.control())).prepare(copy, state);
        // First the preview, in which Pulumi finds what is protected before anything is deleted.
        for (var phase : List.of(List.of("--preview-only"), List.of("--yes", "--skip-preview"))) {
            var arguments = new ArrayList<>(List.of("destroy", "--suppress-progress", "--stack", stack));
            arguments.addAll(phase);
            run(target, copy, arguments, "./sandbox destroy " + stack, true);
        }
        pulumi.quietly(copy, List.of("stack", "rm", "--yes", "--stack", stack));
        terminal.line("");
        terminal.line(terminal.bold(stack + " is gone") + terminal.faint(": its resources, its data and its stack"));
    }

    private void prepare() throws IOException, InterruptedException {
        workspace.lock();
        DiskSpace.require(workspace);
        terminal.step("looking for the Pulumi CLI", () -> {
            var binaries = Pulumi.install(workspace.root());
            pulumi = new Pulumi(workspace, binaries, projects.region());
            pulumi.prepare();
            return "Pulumi CLI is ready";
        });
        terminal.step("starting the cloud", () -> {
            var running = cloud.running();
            if (running.isPresent() && !cloud.outdated()) {
                address = running.get();
                return "cloud is running";
            }
            if (running.isPresent()) {
                cloud.stop(running.get());
            }
            address = cloud.start();
            return running.isPresent() ? "cloud started again, as its code is new" : "cloud started";
        });
    }

    /** A stack that nobody named is not applied again where its last update stands. */
    private void applyUnlessItStands(Target target, Target asked) throws IOException, InterruptedException {
        var copy = ready(target);
        if (new LastUpdate(workspace, copy, state(copy, target)).stands()) {
            terminal.done(target.stack() + ": as its last update left it", "");
        } else {
            applyWhole(target, copy, asked);
        }
    }

    /** Applies a project that comes up in several updates until it says that nothing waits for another one. */
    private Map<String, String> applyWhole(Target target, ProjectCopy copy, Target asked)
            throws IOException, InterruptedException {
        var outputs = apply(target, copy, asked);
        var again = target.details().again();
        for (int updates = 1; again != null && updates < MOST_UPDATES; updates++) {
            if (state(copy, target).listed(again).isEmpty()) {
                break;
            }
            outputs = apply(target, copy, asked);
        }
        if (again == null || state(copy, target).listed(again).isEmpty()) {
            new LastUpdate(workspace, copy, state(copy, target)).remember();
        }
        return outputs;
    }

    /** Its result lists the changes, so a preview before it would only start every JVM twice. */
    private Map<String, String> apply(Target target, ProjectCopy copy, Target asked)
            throws IOException, InterruptedException {
        var arguments =
                judged(List.of("up", "--yes", "--skip-preview", "--suppress-progress", "--stack", target.stack()));
        return run(target, copy, arguments, "./sandbox up " + asked.stack(), target.equals(asked));
    }

    private List<String> judged(List<String> arguments) {
        if (!judged || projects.policyPack() == null) {
            return arguments;
        }
        var all = new ArrayList<>(arguments);
        all.addAll(List.of(
                "--policy-pack", workspace.root().resolve(projects.policyPack()).toString()));
        return all;
    }

    private Map<String, String> run(
            Target target, ProjectCopy copy, List<String> arguments, String command, boolean asked)
            throws IOException, InterruptedException {
        return new StackRun(workspace, pulumi, terminal, verbose)
                .run(copy, state(copy, target), arguments, command, asked);
    }

    private ProjectCopy copy(Target target) {
        return new ProjectCopy(workspace, target.project(), target.details(), projects.region());
    }

    private StackState state(ProjectCopy copy, Target target) {
        return new StackState(workspace, copy.pulumiName(), target.stack());
    }

    private ProjectCopy ready(Target target) throws IOException, InterruptedException {
        var copy = copy(target);
        var digests = new ImagePush(workspace, terminal, address).push(target.details());
        copy.write(digests, target.stack()).forEach(terminal::note);
        new StackPreparation(workspace, pulumi, terminal, new CloudClient(address.control()))
                .prepare(copy, state(copy, target));
        return copy;
    }

    /** A domain of the cloud is known to nobody else: what works is the port of this machine that stands for it. */
    private void show(String url, String path) throws IOException, InterruptedException {
        var here = new CloudClient(address.control()).address(url);
        terminal.line("");
        terminal.line(terminal.bold(here) + (here.equals(url) ? "" : terminal.faint("   stands for " + url)));
        var authority = workspace.root().relativize(workspace.site().authority());
        terminal.line("  curl " + (here.startsWith("https:") ? "--cacert " + authority + " " : "") + here + path);
    }

    private void conclude(Target target, ProjectCopy copy, Map<String, String> outputs, long start)
            throws IOException, InterruptedException {
        outputs.forEach((name, value) -> terminal.line("    " + terminal.faint("%-22s ".formatted(name)) + value));
        var stack = target.stack();
        terminal.line("");
        terminal.line(terminal.bold(stack + " is up") + terminal.faint(" after " + Terminal.since(start)));
        var url = state(copy, target).output("url");
        if (url.isPresent()) {
            show(url.get(), target.details().path());
        }
        terminal.line("");
        terminal.line(
                terminal.faint("./sandbox status   what runs, and where    ./sandbox logs <service>   what it says"));
        terminal.line(
                terminal.faint("./sandbox down     stop, keep the data     ./sandbox --help           all commands"));
    }
}
