package dev.holdfast.sandbox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.sandbox.cli.Projects.Target;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The real Pulumi CLI, set up so that it works with the sandbox only: its own backend, home, plugins and projects. */
final class Pulumi {
    /** Of the person's environment, what would lead Pulumi or the programs elsewhere. */
    static final Set<String> UNSET = Set.of(
            "PULUMI_CONFIG_PASSPHRASE",
            "PULUMI_STACK",
            "AWS_PROFILE",
            "AWS_SESSION_TOKEN",
            "AWS_ENDPOINT_URL",
            "AWS_DEFAULT_REGION");

    private static final ObjectMapper JSON = new ObjectMapper();
    /** A resource's line in Pulumi's plain progress, with the sign of an operation before its type. */
    private static final Pattern CHANGE = Pattern.compile("^\\s*(\\+\\+|--|\\+-|-\\+|[+~=<>-])\\s+[\\w-]+:\\S+.*");

    /**
     * How a run ended.
     *
     * @param code Pulumi's exit code
     * @param changes whether it created, changed or deleted a resource
     */
    record Outcome(int code, boolean changes) {}

    private final Workspace workspace;
    private final Path binaries;
    private final String region;

    /**
     * @param binaries the folder of pulumi and its Java host
     * @param region where programs create resources whose stack names no region
     */
    Pulumi(Workspace workspace, Path binaries, String region) {
        this.workspace = workspace;
        this.binaries = binaries;
        this.region = region;
    }

    /**
     * Finds or installs the CLI; the script shows its progress on stderr.
     *
     * @throws Failure if it cannot
     */
    static Path install(Path root) throws IOException, InterruptedException {
        var process = new ProcessBuilder(root.resolve("tools/pulumi/install").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var folder = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0 || folder.isEmpty()) {
            throw new Failure("the Pulumi CLI could not be made available; tools/pulumi/install says why above");
        }
        return Path.of(folder);
    }

    /** Creates what Pulumi needs before its first run: backend, passphrase and plugins. */
    void prepare() throws IOException {
        Files.createDirectories(workspace.state());
        Plugins.write(workspace.pulumiHome(), workspace.site());
        try {
            var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            Files.createFile(workspace.passphrase(), owner);
            var random = new byte[32];
            new SecureRandom().nextBytes(random);
            Files.writeString(
                    workspace.passphrase(),
                    Base64.getUrlEncoder().withoutPadding().encodeToString(random));
        } catch (FileAlreadyExistsException e) {
            // It must stay the same: the state's secrets are encrypted with it.
        }
    }

    /** The variables with which plain {@code pulumi} commands work on a project in the sandbox, from anywhere. */
    Map<String, String> environment(ProjectCopy project) {
        var variables = new LinkedHashMap<String, String>();
        variables.put("PULUMI_HOME", workspace.pulumiHome().toString());
        variables.put("PULUMI_BACKEND_URL", "file://" + workspace.state());
        variables.put("PULUMI_CONFIG_PASSPHRASE_FILE", workspace.passphrase().toString());
        variables.put("PULUMI_OPTION_CWD", project.folder().toString());
        variables.put("PULUMI_SKIP_UPDATE_CHECK", "true");
        variables.put("PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION", "true");
        // A pulumi-resource-aws on PATH would be taken before the sandbox's.
        variables.put("PULUMI_IGNORE_AMBIENT_PLUGINS", "true");
        // Of no account: should anything ever call AWS itself, it is refused.
        variables.put("AWS_ACCESS_KEY_ID", "sandbox");
        variables.put("AWS_SECRET_ACCESS_KEY", "sandbox");
        variables.put("AWS_REGION", region);
        variables.put("AWS_EC2_METADATA_DISABLED", "true");
        return variables;
    }

    /** The folder to put first on PATH. */
    Path binaries() {
        return binaries;
    }

    /** Whether the stack was ever applied to its end: then it has outputs. */
    boolean applied(ProjectCopy project, Target target) throws IOException {
        return stack(project, target)
                .filter(root -> !root.path("outputs").isEmpty())
                .isPresent();
    }

    /** An output of the stack, if it has it in the clear. */
    Optional<String> output(ProjectCopy project, Target target, String name) throws IOException {
        return stack(project, target)
                .map(root -> root.path("outputs").path(name))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText);
    }

    /** Creates the stack in the sandbox's backend if it is not there, and frees it from the lock of a run that died. */
    void ready(ProjectCopy project, Target target, Consumer<String> out) throws IOException, InterruptedException {
        if (!Files.exists(checkpoint(project, target))) {
            var created = quietly(project, List.of("stack", "init", target.stack()), out);
            if (created.code() != 0) {
                throw new Failure("`pulumi stack init " + target.stack() + "` failed");
            }
        }
        for (var lock : locks(project, target)) {
            var owner = JSON.readTree(lock.toFile()).path("pid").asLong();
            if (ProcessHandle.of(owner).isPresent()) {
                throw new Failure("stack " + target.stack() + " is locked by a running pulumi (process " + owner
                        + "); wait for its end");
            }
            quietly(project, List.of("cancel", "--yes", "--stack", target.stack()), out);
        }
    }

    /** Runs Pulumi with this terminal, so that it shows its own progress, and returns its exit code. */
    int run(ProjectCopy project, List<String> arguments) throws IOException, InterruptedException {
        var process = builder(project, arguments).inheritIO().start();
        return end(process, outliving(process));
    }

    /** Runs Pulumi and passes on what it says only from the first change on, or if it has something to tell, or fails. */
    Outcome quietly(ProjectCopy project, List<String> arguments, Consumer<String> out)
            throws IOException, InterruptedException {
        var process = builder(project, arguments).redirectErrorStream(true).start();
        var hook = outliving(process);
        process.getOutputStream().close();
        var held = new ArrayList<String>();
        var changes = false;
        var shown = false;
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                changes |= CHANGE.matcher(line).matches();
                shown |= changes || line.startsWith("Diagnostics:");
                held.add(line);
                if (shown) {
                    held.forEach(out);
                    held.clear();
                }
            }
        }
        var code = end(process, hook);
        if (code != 0) {
            held.forEach(out);
        }
        return new Outcome(code, changes);
    }

    private ProcessBuilder builder(ProjectCopy project, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(binaries.resolve("pulumi").toString());
        command.addAll(arguments);
        var builder = new ProcessBuilder(command);
        var environment = builder.environment();
        UNSET.forEach(environment::remove);
        environment.putAll(environment(project));
        // Before every other java: it starts the programs faster, and passes on all else.
        var own = workspace.root().resolve("tools/java") + ":" + binaries;
        environment.merge("PATH", own, (path, first) -> first + ":" + path);
        return builder;
    }

    /** Ctrl-C reaches pulumi by itself, as it is in the same process group; it ends in order, so this process waits. */
    private static Thread outliving(Process process) {
        var hook = new Thread(() -> process.onExit().join());
        Runtime.getRuntime().addShutdownHook(hook);
        return hook;
    }

    private static int end(Process process, Thread hook) throws InterruptedException {
        var outcome = process.waitFor();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // Ctrl-C: this process ends now, and nothing more is to be done.
            Thread.currentThread().join();
        }
        return outcome;
    }

    private Optional<JsonNode> stack(ProjectCopy project, Target target) throws IOException {
        var file = checkpoint(project, target);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        for (var resource :
                JSON.readTree(file.toFile()).path("checkpoint").path("latest").path("resources")) {
            if (resource.path("type").asText().equals("pulumi:pulumi:Stack")) {
                return Optional.of(resource);
            }
        }
        return Optional.empty();
    }

    private Path checkpoint(ProjectCopy project, Target target) {
        return workspace
                .state()
                .resolve(".pulumi/stacks")
                .resolve(project.pulumiName())
                .resolve(target.stack() + ".json");
    }

    private List<Path> locks(ProjectCopy project, Target target) throws IOException {
        var folder = workspace
                .state()
                .resolve(".pulumi/locks/organization")
                .resolve(project.pulumiName())
                .resolve(target.stack());
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json")).toList();
        }
    }
}
