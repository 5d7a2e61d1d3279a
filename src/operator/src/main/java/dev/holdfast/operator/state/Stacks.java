package dev.holdfast.operator.state;

import dev.holdfast.operator.PulumiCli;
import dev.holdfast.operator.Refused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The stacks of a project in one backend. */
record Stacks(PulumiCli cli, Project project, Backend backend) {
    /** The names of its stacks. */
    List<String> names() {
        var listed = run("", List.of("stack", "ls", "--json"));
        if (!listed.succeeded()) {
            throw new Refused(reason("cannot list the stacks of " + project.name(), listed));
        }
        var names = new ArrayList<String>();
        StackState.json(listed.output())
                .forEach(stack -> names.add(stack.path("name").asText().replaceFirst(".*/", "")));
        return names.stream().sorted().toList();
    }

    /** The state of a stack; empty if there is no such stack. */
    Optional<StackState> read(String stack) {
        var exported = run("", List.of("stack", "export", "--stack", stack));
        if (exported.succeeded()) {
            return Optional.of(StackState.of(exported.output()));
        }
        if (exported.errors().contains("no stack named")) {
            return Optional.empty();
        }
        throw new Refused(reason("cannot read stack '" + stack + "'", exported));
    }

    /** Makes an empty stack, encrypted as the stack's file says, which stays as it is. */
    void create(String stack) {
        change("cannot create stack '" + stack + "'", "", List.of("stack", "init", stack, "--no-select"));
    }

    /** Makes the stack hold this state. */
    void write(String stack, StackState state) {
        change("cannot write stack '" + stack + "'", state.text(), List.of("stack", "import", "--stack", stack));
    }

    /** Encrypts with another key what is secret in state and stack file. */
    void encrypt(String stack, String secretsProvider) {
        change(
                "cannot encrypt stack '" + stack + "' with " + secretsProvider,
                "",
                List.of("stack", "change-secrets-provider", "--stack", stack, secretsProvider));
    }

    /** The locks that updates under way hold, where they can be seen: in a folder. */
    List<Path> locks(String stack) {
        var folder = Path.of(backend.folder(), ".pulumi", "locks", "organization", project.name(), stack);
        if (backend.folder().isEmpty() || !Files.isDirectory(folder)) {
            return List.of();
        }
        var files = folder.toFile().listFiles();
        return files == null
                ? List.of()
                : List.of(files).stream().map(java.io.File::toPath).sorted().toList();
    }

    private void change(String failure, String input, List<String> arguments) {
        var answer = run(input, arguments);
        if (!answer.succeeded()) {
            throw new Refused(reason(failure, answer));
        }
    }

    private PulumiCli.Answer run(String input, List<String> arguments) {
        return cli.run(project.folder(), Map.of(PulumiCli.BACKEND, backend.url()), input, arguments);
    }

    /** What to do about it, where Pulumi's message leaves that open. */
    private String reason(String what, PulumiCli.Answer answer) {
        var message = answer.message().replace('\n', ' ');
        return what + " in " + backend.place() + ": " + next(message).orElse(message);
    }

    private Optional<String> next(String message) {
        if (message.contains("NoSuchBucket")) {
            return Optional.of("there is no such bucket; `pulumi up --stack management` makes it");
        }
        if (message.contains("NotFoundException") && message.contains("KMS")) {
            return Optional.of("there is no such key; `pulumi up --stack management` makes it");
        }
        if (message.contains("AccessDenied") || message.contains("StatusCode: 403")) {
            return Optional.of(
                    "AWS denies it to these credentials; see `aws sts get-caller-identity`, and docs/state.md"
                            + " for who may do what. AWS said: " + message);
        }
        if (message.contains("incorrect passphrase")) {
            return Optional.of("the passphrase is not the one of this stack; set PULUMI_CONFIG_PASSPHRASE, or"
                    + " PULUMI_CONFIG_PASSPHRASE_FILE, to that one");
        }
        if (message.contains("currently locked")) {
            return Optional.of(
                    message + "; wait for that update to end. If it was killed, run `pulumi cancel`, and then"
                            + " `pulumi refresh`, because nobody knows what it still did");
        }
        return Optional.empty();
    }
}
