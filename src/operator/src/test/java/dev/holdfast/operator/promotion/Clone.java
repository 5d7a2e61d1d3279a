package dev.holdfast.operator.promotion;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.holdfast.operator.Holdfast;
import dev.holdfast.operator.Screen;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A clone with built programs, and a pulumi that writes down what it was told to do and answers from files: a file
 * {@code <command>.out} is what it prints, {@code <command>-without-pack.out} where no policy pack judges, {@code <command>.err} what it says on stderr, {@code <command>.exit} its exit code. A
 * preview saves a plan.
 */
final class Clone {
    static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    static final String DIGEST = "sha256:" + "a".repeat(64);

    /** A preview that creates nothing that holds state. */
    static final String CREATES_A_PARAMETER = """
            {"sequence":1,"resOutputsEvent":{"metadata":{"op":"create","urn":"urn:pulumi:stage::holdfast::aws:ssm/parameter:Parameter::record","type":"aws:ssm/parameter:Parameter","new":{"type":"aws:ssm/parameter:Parameter","urn":"urn:pulumi:stage::holdfast::aws:ssm/parameter:Parameter::record","custom":true,"inputs":{"name":"a"},"outputs":{}}},"planning":true}}
            {"sequence":2,"summaryEvent":{"resourceChanges":{"create":1},"isPreview":true,"result":"succeeded"}}
            """;

    private static final String PULUMI = """
            #!/bin/sh
            answers=$(dirname "$0")/answers
            echo "$@" >> "$answers/told"
            case "$1 $2" in "stack "*) name="stack-$2" ;; *) name=$1 ;; esac
            plan= next=
            for argument in "$@"; do
              [ "$next" != plan ] || plan=$argument
              next=
              [ "$argument" != --save-plan ] || next=plan
            done
            case "$*" in *--policy-pack*) ;; *) [ ! -e "$answers/$name-without-pack.out" ] || name=$name-without-pack ;; esac
            [ -z "$plan" ] || [ -e "$answers/$name.exit" ] || echo '{"resourcePlans":{}}' > "$plan"
            [ ! -e "$answers/$name.out" ] || cat "$answers/$name.out"
            [ ! -e "$answers/$name.err" ] || cat "$answers/$name.err" >&2
            [ ! -e "$answers/$name.exit" ] || exit "$(cat "$answers/$name.exit")"
            """;

    private final Path root;
    private final Map<String, String> environment = new HashMap<>();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    Clone(Path directory) {
        root = directory.resolve("clone");
        write("bin/pulumi", PULUMI);
        root.resolve("bin/pulumi").toFile().setExecutable(true);
        for (var jar : List.of(
                "src/workload/target/workload.jar",
                "src/organization/target/organization.jar",
                "policy/rules/target/holdfast-policy.jar")) {
            write(jar, "");
        }
        write("Pulumi.yaml", "name: holdfast\n");
        write("src/organization/Pulumi.yaml", "name: holdfast-organization\n");
        write("Pulumi.stage.yaml", "encryptionsalt: v1:salt\nconfig:\n  aws:region: eu-central-1\n");
        write("release.json", """
                {"tag": "release-1", "commit": "%s", "digests": {"api": "%s", "web": "%s"}}
                """.formatted(COMMIT, DIGEST, DIGEST));
        write("bin/answers/told", "");
        answers("stack-export", "{\"version\":3,\"deployment\":{\"resources\":[]}}");
        answers("preview", CREATES_A_PARAMETER);
        answers("stack-output", "{}");
        environment.put("PATH", root.resolve("bin") + ":" + System.getenv("PATH"));
        environment.put("USER", "ada");
    }

    /** What pulumi prints to a command. */
    Clone answers(String command, String output) {
        write("bin/answers/" + command + ".out", output);
        return this;
    }

    /** A command that fails. */
    Clone fails(String command, int code, String errors) {
        write("bin/answers/" + command + ".err", errors);
        write("bin/answers/" + command + ".exit", Integer.toString(code));
        return this;
    }

    /** A command that succeeds from now on. */
    Clone mends(String command) {
        file("bin/answers/" + command + ".err").toFile().delete();
        file("bin/answers/" + command + ".exit").toFile().delete();
        return this;
    }

    Clone variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    int run(String... arguments) {
        var stream = new PrintStream(said, true, UTF_8);
        return Holdfast.commandLine(new Screen(stream, stream, false, true, 200), root, environment)
                .execute(arguments);
    }

    /** All that the commands wrote to the screen. */
    String said() {
        return said.toString(UTF_8);
    }

    /** What pulumi was told to do, in order. */
    List<String> told() {
        return new ArrayList<>(read("bin/answers/told").lines().toList());
    }

    /** What pulumi was told that began so. */
    List<String> told(String beginning) {
        return told().stream().filter(line -> line.startsWith(beginning)).toList();
    }

    Path file(String name) {
        return root.resolve(name);
    }

    Clone write(String name, String content) {
        try {
            Files.createDirectories(file(name).getParent());
            Files.writeString(file(name), content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(String name) {
        try {
            return Files.readString(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
