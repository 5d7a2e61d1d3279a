package dev.holdfast.operator;

import dev.holdfast.operator.github.Comment;
import dev.holdfast.operator.images.Publish;
import dev.holdfast.operator.notes.Notes;
import dev.holdfast.operator.preflight.Preflight;
import dev.holdfast.operator.promotion.Deploy;
import dev.holdfast.operator.promotion.Destroy;
import dev.holdfast.operator.promotion.Drift;
import dev.holdfast.operator.promotion.Expire;
import dev.holdfast.operator.promotion.Preview;
import dev.holdfast.operator.promotion.RecordGreen;
import dev.holdfast.operator.promotion.ReleaseTag;
import dev.holdfast.operator.promotion.RestoreTests;
import dev.holdfast.operator.promotion.Smoke;
import dev.holdfast.operator.state.State;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code ./holdfast}: what a person does around the two programs on AWS. */
@Command(
        name = "./holdfast",
        version = "holdfast 1.0.0",
        header = "What a person does around the two programs on AWS.%n",
        synopsisSubcommandLabel = "<command>",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Credentials come from the environment, as for the AWS CLI: AWS_PROFILE, for example.",
            "`./holdfast <command> --help` tells more of a command."
        })
public final class Holdfast implements Runnable {
    private final Screen screen;
    private final Path root;
    private final Map<String, String> environment;

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

    private Holdfast(Screen screen, Path root, Map<String, String> environment) {
        this.screen = screen;
        this.root = root;
        this.environment = Map.copyOf(environment);
    }

    /** Runs the command that the arguments name, and exits with one of the codes that its help lists. */
    public static void main(String[] arguments) {
        var root = Path.of(System.getProperty("operator.root", "")).toAbsolutePath();
        System.exit(commandLine(Screen.ofThisProcess(System.getenv()), root, System.getenv())
                .execute(arguments));
    }

    /**
     * The command line for a clone.
     *
     * @param environment the variables of the programs that it runs
     */
    public static CommandLine commandLine(Screen screen, Path root, Map<String, String> environment) {
        var holdfast = new Holdfast(screen, root.normalize(), environment);
        var line = new CommandLine(holdfast)
                .addSubcommand(new Preflight(holdfast))
                .addSubcommand(State.commandLine(holdfast))
                .addSubcommand(new Preview(holdfast))
                .addSubcommand(new Deploy(holdfast))
                .addSubcommand(new Smoke(holdfast))
                .addSubcommand(new RecordGreen(holdfast))
                .addSubcommand(new ReleaseTag(holdfast))
                .addSubcommand(new Comment(holdfast))
                .addSubcommand(new Notes(holdfast))
                .addSubcommand(new Drift(holdfast))
                .addSubcommand(new Expire(holdfast))
                .addSubcommand(new RestoreTests(holdfast))
                .addSubcommand(new Destroy(holdfast))
                .addSubcommand(new Publish(holdfast));
        line.setUsageHelpWidth(screen.columns());
        line.setOut(new PrintWriter(screen.out(), true));
        line.setErr(new PrintWriter(screen.err(), true));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(screen.colour() ? Ansi.ON : Ansi.OFF));
        line.setParameterExceptionHandler((problem, arguments) -> {
            var command = problem.getCommandLine().getCommandSpec().qualifiedName();
            screen.failure(problem.getMessage() + "\n" + command + " --help tells what there is");
            return CommandLine.ExitCode.USAGE;
        });
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            screen.failure(failure.getMessage() == null ? failure.getClass().getName() : failure.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        });
        line.getSubcommands().values().forEach(Holdfast::tellExitCodes);
        return line;
    }

    private static void tellExitCodes(CommandLine command) {
        var codes = new LinkedHashMap<String, String>();
        codes.put("0", "All is done.");
        codes.put("1", "It failed, and the message says why.");
        codes.put("2", "The command line was not understood.");
        var usage = command.getCommandSpec().usageMessage();
        if (usage.exitCodeList().isEmpty()) {
            usage.exitCodeListHeading("%nExit codes:%n").exitCodeList(codes);
        }
    }

    @Override
    public void run() {
        spec.commandLine().usage(screen.out());
    }

    public Screen screen() {
        return screen;
    }

    /** The variables of the programs that a command runs. */
    public Map<String, String> environment() {
        return environment;
    }

    /** The folder of the organization's project: the clone's, or what {@code HOLDFAST_ORGANIZATION} names. */
    public Path organization() {
        return folder("HOLDFAST_ORGANIZATION", root.resolve("src/organization"));
    }

    /** The folder of the workload's project: the clone, or what {@code HOLDFAST_WORKLOAD} names. */
    public Path workload() {
        return folder("HOLDFAST_WORKLOAD", root);
    }

    private Path folder(String variable, Path byDefault) {
        return Optional.ofNullable(environment.get(variable))
                .filter(text -> !text.isBlank())
                .map(root::resolve)
                .orElse(byDefault);
    }

    /** The clone that the launcher is in. */
    public Path root() {
        return root;
    }
}
