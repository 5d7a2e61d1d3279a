package dev.holdfast.sandbox.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "chaos",
        description = {
            "Break a part of a running stack on purpose, and show that it mends.",
            "",
            "The stack's URL is asked all the time, from before until all is as it was. Exit code 0 says that it is:"
                    + " the same data can be read, and all services and databases are steady.",
            "",
            "  database    PostgreSQL is killed",
            "  cache       the cache's server is killed, where there is a cache: it comes back empty",
            "  <service>   one of its tasks is killed, for example api",
            "  secrets     Secrets Manager answers errors for a while: running tasks go on, new ones do not start",
            "  cloud       the cloud itself is killed, and started again"
        })
final class Chaos implements Callable<Integer> {
    private final Sandbox sandbox;

    @Parameters(index = "0", paramLabel = "<target>", description = "database, cache, secrets, cloud, or a service.")
    private String target;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "<stack>",
            description = "One that sandbox.yaml lists; its default if none is given.")
    private String stack;

    @Option(
            names = "--for",
            paramLabel = "<time>",
            defaultValue = "20s",
            description = "How long secrets cannot be read, for example 45s or 2m; ${DEFAULT-VALUE} if it is not said.")
    private String time;

    Chaos(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    @Override
    public Integer call() throws Exception {
        var duration = duration();
        var projects = sandbox.projects();
        var chosen = projects.target(stack == null ? projects.defaultStack() : stack);
        var address = sandbox.cloud()
                .running()
                .orElseThrow(
                        () -> new Failure("the cloud does not run; ./sandbox up " + chosen.stack() + " starts it"));
        var workspace = sandbox.workspace();
        workspace.lock();
        var url = new StackState(
                        workspace,
                        new ProjectCopy(workspace, chosen.project(), chosen.details(), projects.region()).pulumiName(),
                        chosen.stack())
                .output("url")
                .orElseThrow(() -> new Failure(chosen.stack() + " has no URL that could be asked; ./sandbox up "
                        + chosen.stack() + " brings it up"));
        var experiment = new Experiment(
                sandbox,
                address,
                new CloudClient(address.control()).address(url),
                chosen.details().path());
        var allowed = experiment.targets();
        if (!allowed.contains(target)) {
            throw new Failure("there is no '" + target + "' to break in " + chosen.stack() + ": allowed are "
                    + String.join(", ", allowed));
        }
        experiment.run(target, duration);
        return 0;
    }

    private Duration duration() {
        if (!time.matches("[1-9]\\d{0,2}[sm]")) {
            throw new Failure("--for is '" + time + "': allowed are seconds and minutes, for example 45s or 2m");
        }
        return Duration.parse("PT" + time);
    }
}
