package dev.holdfast.sandbox.cli;

import dev.holdfast.sandbox.cloud.EndpointPort;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
            "So do other commands that run Pulumi, where sandbox.yaml says by which variables they are told of the"
                    + " copies. It then works from anywhere, on a generated copy of the project's files, and changes neither the"
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
        projects.project(name);

        var workspace = sandbox.workspace();
        var pulumi = new Pulumi(workspace, Pulumi.install(workspace.root()), projects.region());
        pulumi.prepare();
        var copy = copy(projects, name);
        copy.write(Map.of());

        var java = Path.of(System.getProperty("java.home"), "bin");
        var out = sandbox.terminal().out();
        new TreeSet<>(Pulumi.UNSET).forEach(variable -> out.println("unset " + variable));
        pulumi.environment(copy).forEach((variable, value) -> out.println(export(variable, value)));
        for (var other : projects.projects().entrySet()) {
            if (other.getValue().folderVariable() != null) {
                var folder = copy(projects, other.getKey());
                folder.write(Map.of());
                out.println(export(
                        other.getValue().folderVariable(), folder.folder().toString()));
            }
        }
        cloud(projects).forEach((variable, value) -> out.println(export(variable, value)));
        // What commands beside Pulumi's ask of AWS themselves.
        var endpoint = "http://127.0.0.1:" + new EndpointPort(workspace.site()).chosen();
        List.of("ECR", "STS").forEach(service -> out.println(export("AWS_ENDPOINT_URL_" + service, endpoint)));
        out.println("export PATH=" + Shell.quoted(pulumi.binaries() + ":" + java) + ":\"$PATH\"");
        return 0;
    }

    private ProjectCopy copy(Projects projects, String name) {
        return new ProjectCopy(sandbox.workspace(), name, projects.project(name), projects.region());
    }

    /** What tells others how this cloud's domains are reached; of a cloud that does not run nobody asks that. */
    private Map<String, String> cloud(Projects projects) {
        var variables = new TreeMap<String, String>();
        var names = projects.env();
        if (names.authority() != null) {
            variables.put(
                    names.authority(), sandbox.workspace().site().authority().toString());
        }
        if (names.addresses() != null) {
            sandbox.cloud()
                    .running()
                    .ifPresent(address ->
                            variables.put(names.addresses(), "http://127.0.0.1:" + address.control() + "/address"));
        }
        return variables;
    }

    private static String export(String variable, String value) {
        return "export " + variable + "=" + Shell.quoted(value);
    }
}
