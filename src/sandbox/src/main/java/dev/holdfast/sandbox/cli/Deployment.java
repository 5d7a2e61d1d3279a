package dev.holdfast.sandbox.cli;

import dev.holdfast.sandbox.cli.Projects.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Brings a stack up in the sandbox, or previews it: the steps that a person sees. */
final class Deployment {
    private final Workspace workspace;
    private final Projects projects;
    private final Terminal terminal;
    private final CloudProcess cloud;
    private CloudProcess.Address address;
    private Pulumi pulumi;

    Deployment(Workspace workspace, Projects projects, Terminal terminal, CloudProcess cloud) {
        this.workspace = workspace;
        this.projects = projects;
        this.terminal = terminal;
        this.cloud = cloud;
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
            var copy = ready(before.get());
            if (pulumi.applied(copy, before.get())) {
                reapply(before.get(), copy);
            } else {
                apply(before.get(), copy);
            }
        }
        var copy = ready(target);
        apply(target, copy);
        conclude(target, copy, start);
    }

    /** Shows what an update of the stack would do. Only the stack that its project comes after is applied, once. */
    void preview(Target target) throws IOException, InterruptedException {
        prepare();
        var before = projects.before(target);
        if (before.isPresent() && !pulumi.applied(copy(before.get()), before.get())) {
            terminal.note(target.stack() + " builds on " + before.get().stack()
                    + ", which was never applied here: it comes up first.");
            apply(before.get(), ready(before.get()));
        }
        var copy = ready(target);
        terminal.title("Pulumi previews " + target.stack());
        if (pulumi.run(copy, List.of("preview", "--stack", target.stack())) != 0) {
            throw new Failure("the preview of " + target.stack() + " failed; Pulumi says why above");
        }
        terminal.line("Nothing was applied. Next: ./sandbox up " + target.stack());
    }

    private void prepare() throws IOException, InterruptedException {
        workspace.lock();
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

    private void apply(Target target, ProjectCopy copy) throws IOException, InterruptedException {
        terminal.title("Pulumi applies " + target.stack());
        succeeded(target, pulumi.run(copy, update(target)));
    }

    /** Applies what most often has not changed, and then says so in one line. */
    private void reapply(Target target, ProjectCopy copy) throws IOException, InterruptedException {
        terminal.step("applying " + target.stack(), () -> {
            var outcome = pulumi.quietly(copy, update(target), terminal::between);
            succeeded(target, outcome.code());
            return target.project() + (outcome.changes() ? " updated" : " has no changes");
        });
    }

    /** Its result lists the changes, so a preview before it would only start every JVM twice. */
    private static List<String> update(Target target) {
        return List.of("up", "--yes", "--skip-preview", "--suppress-progress", "--stack", target.stack());
    }

    private static void succeeded(Target target, int outcome) {
        if (outcome != 0) {
            throw new Failure("Pulumi could not apply " + target.stack() + "; it says why above."
                    + " Mend it and run the same command again: it goes on where it stopped.");
        }
    }

    private ProjectCopy copy(Target target) {
        return new ProjectCopy(workspace, target.project(), target.details());
    }

    private ProjectCopy ready(Target target) throws IOException, InterruptedException {
        var copy = copy(target);
        copy.write(push(target), target.stack()).forEach(terminal::note);
        pulumi.ready(copy, target, terminal::line);
        return copy;
    }

    /** Pushes the project's images into the cloud's registry, and answers with their digests by configuration key. */
    private Map<String, String> push(Target target) throws IOException, InterruptedException {
        var digests = new LinkedHashMap<String, String>();
        var images = target.details().images();
        if (!images.isEmpty()) {
            terminal.step("pushing images", () -> {
                var client = new CloudClient(address.control());
                for (var image : images.entrySet()) {
                    var archive = workspace.root().resolve(image.getValue().archive());
                    if (!Files.exists(archive)) {
                        throw new Failure("there is no image archive " + archive
                                + ": build it with ./mvnw package -DskipTests, and run this again");
                    }
                    digests.put(image.getValue().digest(), client.push(image.getKey(), archive));
                }
                return "images " + String.join(", ", images.keySet());
            });
        }
        return digests;
    }

    private void conclude(Target target, ProjectCopy copy, long start) throws IOException {
        var stack = target.stack();
        terminal.line("");
        terminal.line(terminal.bold(stack + " is up") + terminal.faint(" after " + Terminal.since(start)));
        var url = pulumi.output(copy, target, "url");
        if (url.isPresent()) {
            terminal.line("");
            terminal.line(terminal.bold(url.get()));
            terminal.line("  curl " + url.get() + target.details().path());
        }
        terminal.line("");
        terminal.line(
                terminal.faint("./sandbox status   what runs, and where    ./sandbox logs <service>   what it says"));
        terminal.line(
                terminal.faint("./sandbox down     stop, keep the data     ./sandbox --help           all commands"));
    }
}
