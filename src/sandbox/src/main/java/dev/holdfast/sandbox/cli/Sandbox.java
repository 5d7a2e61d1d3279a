package dev.holdfast.sandbox.cli;

import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST_HEADING;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_FOOTER;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_HEADER;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_OPTION_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_SYNOPSIS;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING;

import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code ./sandbox}: a whole AWS organization on this machine. */
@Command(
        name = "./sandbox",
        version = "sandbox 1.0.0",
        header = "A whole AWS organization on this machine: no AWS account, no Docker, no sign-up.%n",
        customSynopsis = "./sandbox <command>",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Try:",
            "  ./sandbox up dev                   from a clone to a running system",
            "  ./sandbox logs api --follow        what a service says, as it says it",
            "  ./sandbox preview prod             what an update of prod would change",
            "  eval \"$(./sandbox env)\"            then plain `pulumi` works here, from anywhere",
            "",
            "All that it makes is in .sandbox; the repository's files stay as they are.",
            "sandbox.yaml lists the stacks. `./sandbox <command> --help` tells more of a command."
        })
final class Sandbox implements Runnable {
    private final Terminal terminal;
    private final Path root;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this.")
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "Show the version.")
    private boolean version;

    @Spec
    private CommandSpec spec;

    private Sandbox(Terminal terminal, Path root) {
        this.terminal = terminal;
        this.root = root;
    }

    /** Runs the command that the arguments name, and exits with one of the codes that its help lists. */
    public static void main(String[] arguments) {
        var root = Path.of(System.getProperty("sandbox.root", "")).toAbsolutePath();
        System.exit(commandLine(Terminal.ofThisProcess(System.getenv()), root).execute(arguments));
    }

    /** The command line for a clone. */
    static CommandLine commandLine(Terminal terminal, Path root) {
        var sandbox = new Sandbox(terminal, root.normalize());
        var line = new CommandLine(sandbox)
                .addSubcommand(new Up(sandbox))
                .addSubcommand(new Preview(sandbox))
                .addSubcommand(new Status(sandbox))
                .addSubcommand(new Logs(sandbox))
                .addSubcommand(new Env(sandbox))
                .addSubcommand(new Chaos(sandbox))
                .addSubcommand(new Console(sandbox))
                .addSubcommand(new Down(sandbox))
                .addSubcommand(new Destroy(sandbox))
                .addSubcommand(new Reset(sandbox))
                .addSubcommand(new Help(sandbox))
                .addSubcommand(new Cloud());
        line.setUsageHelpWidth(Math.max(60, Math.min(100, terminal.columns())));
        line.setOut(new PrintWriter(terminal.out(), true));
        // Subcommands have the usual order; here the commands come first.
        line.getCommandSpec()
                .usageMessage()
                .sectionKeys(List.of(
                        SECTION_KEY_HEADER,
                        SECTION_KEY_SYNOPSIS_HEADING,
                        SECTION_KEY_SYNOPSIS,
                        SECTION_KEY_COMMAND_LIST_HEADING,
                        SECTION_KEY_COMMAND_LIST,
                        SECTION_KEY_OPTION_LIST_HEADING,
                        SECTION_KEY_OPTION_LIST,
                        SECTION_KEY_EXIT_CODE_LIST_HEADING,
                        SECTION_KEY_EXIT_CODE_LIST,
                        SECTION_KEY_FOOTER));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(terminal.colour() ? Ansi.ON : Ansi.OFF));
        line.setParameterExceptionHandler((problem, arguments) -> {
            terminal.failure(CommandLineProblem.of(problem));
            return CommandLine.ExitCode.USAGE;
        });
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            terminal.failure(Explanation.of(failure, sandbox.workspace()));
            return CommandLine.ExitCode.SOFTWARE;
        });
        line.getSubcommands().values().forEach(Sandbox::tellExitCodes);
        tellExitCodes(line);
        return line;
    }

    private static void tellExitCodes(CommandLine command) {
        var codes = new LinkedHashMap<String, String>();
        codes.put("0", "All is done.");
        codes.put("1", "It failed, and the message says why.");
        codes.put("2", "The command line was not understood.");
        codes.put("130", "Ctrl-C ended it; the same command goes on where it stopped.");
        command.getCommandSpec()
                .usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(codes);
    }

    @Override
    public void run() {
        spec.commandLine().usage(terminal.out());
    }

    Terminal terminal() {
        return terminal;
    }

    /** The clone that the launcher is in. */
    Workspace workspace() {
        return new Workspace(root);
    }

    Projects projects() {
        return Projects.read(root);
    }

    /** The cloud of this clone, whether it runs or not. */
    CloudProcess cloud() {
        try {
            var jar = Sandbox.class.getProtectionDomain().getCodeSource().getLocation();
            return CloudProcess.of(workspace().site(), Path.of(jar.toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the sandbox does not know its own jar", e);
        }
    }

    Deployment deployment(boolean verbose, boolean judged) {
        return new Deployment(workspace(), projects(), terminal, cloud(), verbose, judged);
    }
}
