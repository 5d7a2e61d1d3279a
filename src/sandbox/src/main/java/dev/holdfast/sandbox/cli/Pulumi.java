package dev.holdfast.sandbox.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
        new Backend(workspace).prepare();
        Plugins.write(workspace.pulumiHome(), workspace.site());
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

    /**
     * Runs a command that has nothing to tell unless it fails.
     *
     * @throws Failure with all that Pulumi said
     */
    void quietly(ProjectCopy project, List<String> arguments) throws IOException, InterruptedException {
        var process = builder(project, arguments).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new Failure("`pulumi " + String.join(" ", arguments) + "` failed:\n" + said
                    + new Backend(workspace).hint(said));
        }
    }

    /** A run that changes a stack or previews that; whoever starts it says where its output goes. */
    Interruptible engine(ProjectCopy project, List<String> arguments) {
        var builder = builder(project, arguments);
        // Without this the CLI does not know --event-log, which its Automation API relies on.
        builder.environment().put("PULUMI_DEBUG_COMMANDS", "true");
        return new Interruptible(builder, workspace.engine());
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
}
