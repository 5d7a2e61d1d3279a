package dev.holdfast.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench/run}: every figure is measured in a fresh copy of the repository, which is deleted afterwards. */
@Command(
        name = "bench/run",
        usageHelpWidth = 100,
        description = {
            "Measure the sandbox on this machine: how long a stack takes to come up, how much memory the cloud and its"
                    + " tasks need, what a load balancer costs a request, and how the organization grows.",
            "",
            "Needs built jars (./mvnw package -DskipTests) and takes some minutes."
        })
final class Bench implements Callable<Integer> {
    private static final String LOADED = "/api/messages";
    private static final int WARM_UP = 3;

    @Option(names = "--rounds", defaultValue = "3", description = "How often all is done anew. Default: 3.")
    private int rounds;

    @Option(names = "--pairs", defaultValue = "5", description = "Pairs of loads, each after the other. Default: 5.")
    private int pairs;

    @Option(names = "--seconds", defaultValue = "5", description = "How long each load lasts. Default: 5.")
    private int seconds;

    @Option(names = "--connections", defaultValue = "8", description = "Connections of a load. Default: 8.")
    private int connections;

    @Option(names = "--only-load", description = "Bring dev up once, and measure loads and memory only.")
    private boolean onlyLoad;

    @Option(
            names = "--accounts",
            split = ",",
            paramLabel = "COUNT",
            description = "Measure the organization alone, with so many accounts: for example 7,25,100.")
    private List<Integer> accounts = List.of();

    @Option(
            names = "--policy",
            description = "Measure what the policy pack adds to a preview, beside one in TypeScript.")
    private boolean policy;

    @Option(names = "--json", paramLabel = "FILE", description = "Write each figure as a line of JSON, too.")
    private Path json;

    @Option(names = "--help", usageHelp = true, description = "Show this.")
    private boolean help;

    private final Figures figures = new Figures();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench())
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    line.getErr().println("bench/run: " + failure.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        var root =
                Path.of(System.getProperty("bench.root", "")).toAbsolutePath().normalize();
        System.out.println(Machine.describe());
        if (policy) {
            PolicyPacks.measure(root, figures, rounds);
        } else {
            sandbox(root);
        }
        figures.print(System.out);
        if (json != null) {
            figures.write(json);
        }
        return 0;
    }

    private void sandbox(Path root) throws Exception {
        try (var copy = Copy.of(root)) {
            if (accounts.isEmpty()) {
                system(copy);
            } else {
                new Scale(copy, figures).measure(accounts);
            }
        }
    }

    private void system(Copy copy) throws Exception {
        for (var round = 1; round <= (onlyLoad ? 1 : rounds); round++) {
            System.out.println("round " + round + " ...");
            copy.reset();
            starts(copy);
        }
        memory(copy, "with dev");
        load(copy);
        memory(copy, "after the loads");
        if (!onlyLoad) {
            copy.sandbox("up", "stage");
            copy.sandbox("up", "prod");
            memory(copy, "with dev, stage and prod");
        }
    }

    private void starts(Copy copy) throws IOException, InterruptedException {
        time("first up", copy.sandbox("up", "dev"));
        if (!onlyLoad) {
            time("second up, without changes", copy.sandbox("up", "dev"));
            time("preview of prod", copy.sandbox("preview", "prod"));
            time("down", copy.sandbox("down"));
            time("up after down", copy.sandbox("up", "dev"));
        }
    }

    private void time(String name, Steps steps) {
        figures.add(name, "s", steps.total());
        steps.each((step, took) -> figures.add(name + ": " + step, "s", took));
    }

    private void memory(Copy copy, String when) {
        for (var process : copy.cloud().processes()) {
            figures.add("memory of " + process.name() + " " + when + ", resident", "MB", process.resident());
            figures.add("memory of " + process.name() + " " + when + ", proportional", "MB", process.proportional());
        }
    }

    /** In turn, so that both see the same changes of the machine's speed. */
    private void load(Copy copy) throws Exception {
        var duration = Duration.ofSeconds(seconds);
        var through = URI.create(copy.cloud().url() + LOADED);
        var direct = copy.cloud().direct(LOADED);
        System.out.println("load on " + through + " and " + direct + " ...");
        try (var balancer = new Load(through, "127.0.0.1", connections);
                var service = new Load(direct, Load.THE_CLOUDS_OWN, connections)) {
            // Long enough for the JVMs to have compiled what a request needs.
            for (var warmUp = 0; warmUp < WARM_UP; warmUp++) {
                balancer.run(duration);
                service.run(duration);
            }
            for (var pair = 0; pair < pairs; pair++) {
                var before = copy.cloud().processorTime();
                var one = balancer.run(duration);
                var used = copy.cloud().processorTime().minus(before);
                var other = service.run(duration);
                add("load balancer", one);
                figures.add(
                        "load balancer: the cloud's processor time a request", "ms", used.toMillis() / one.requests());
                add("service directly", other);
                figures.add("load balancer / service directly: requests", "ratio", one.perSecond() / other.perSecond());
            }
        }
    }

    private void add(String name, Load.Outcome result) {
        figures.add(name + ": requests", "1/s", result.perSecond());
        figures.add(name + ": median", "ms", result.percentile(50));
        figures.add(name + ": p99", "ms", result.percentile(99));
    }
}
