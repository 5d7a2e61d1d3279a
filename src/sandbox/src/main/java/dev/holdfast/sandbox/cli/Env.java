package dev.holdfast.sandbox.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "env",
        description = {
            "Print what makes plain `pulumi` commands work on the sandbox.",
            "",
            "  eval \"$(./sandbox env)\"; pulumi preview --stack dev",
            "",
            "It then works from anywhere, on a generated copy of the project's files, and changes neither the"
                    + " repository nor the settings of the Pulumi CLI. It holds for the shell that it is evaluated in."
        })
final class Env implements Callable<Integer> {
    private final Sandbox sandbox;

    @Parameters(
            arity = "0..1",
            paramLabel = "<project>",
            description = "One that sandbox.yaml lists; that of the default stack if none is given.")
    private String project;

    Env(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    @Override
    public Integer call() throws Exception {
        var projects = sandbox.projects();
        var byDefault = projects.target(projects.defaultStack());
        var name = project == null ? byDefault.project() : project;
        var details = projects.project(name);

        var workspace = sandbox.workspace();
        var pulumi = new Pulumi(workspace, Pulumi.install(workspace.root()), projects.region());
        pulumi.prepare();
        var copy = new ProjectCopy(workspace, name, details);
        copy.write(Map.of());

        var java = Path.of(System.getProperty("java.home"), "bin");
        var out = sandbox.terminal().out();
        new TreeSet<>(Pulumi.UNSET).forEach(variable -> out.println("unset " + variable));
        pulumi.environment(copy)
                .forEach((variable, value) -> out.println("export " + variable + "=" + Shell.quoted(value)));
        out.println("export PATH=" + Shell.quoted(pulumi.binaries() + ":" + java) + ":\"$PATH\"");
        return 0;
    }
}
