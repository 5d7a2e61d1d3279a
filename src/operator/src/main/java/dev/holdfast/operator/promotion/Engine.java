package dev.holdfast.operator.promotion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.operator.Holdfast;
import dev.holdfast.operator.PulumiCli;
import dev.holdfast.operator.PulumiCli.Answer;
import dev.holdfast.operator.Refused;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The Pulumi CLI, in the folder of a target's project; its programs start with {@code tools/java}. */
final class Engine {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final Pattern LOCK = Pattern.compile("created by (\\S+) \\(pid (\\d+)\\) at (\\S+)");

    private final PulumiCli cli;
    private final String path;

    Engine(Holdfast holdfast) {
        this.cli = new PulumiCli(holdfast.environment());
        // Before every other java: it starts the programs faster, and passes on all else.
        this.path = holdfast.root().resolve("tools/java") + ":"
                + holdfast.environment().getOrDefault("PATH", "");
    }

    /** Runs it to its end. */
    Answer run(Target target, List<String> arguments) {
        return cli.run(target.folder(), Map.of("PATH", path), "", arguments);
    }

    /**
     * Runs it to its end, and hands over each line of its output as it comes.
     *
     * @param more variables that it gets besides
     */
    Answer stream(Target target, Map<String, String> more, List<String> arguments, Consumer<String> lines) {
        var variables = new HashMap<>(more);
        variables.put("PATH", path);
        return cli.stream(target.folder(), variables, arguments, lines);
    }

    /**
     * What a stack's last update said.
     *
     * @throws Refused if there is no such stack, or it cannot be read
     */
    StackOutputs outputs(Target target) {
        var answer = run(target, List.of("stack", "output", "--json", "--stack", target.stack()));
        if (!answer.succeeded()) {
            throw new Refused("cannot read the outputs of " + target + ": " + reason(target, answer));
        }
        return new StackOutputs(json(answer.output()));
    }

    /** The state of a stack; empty if there is no such stack. */
    Optional<String> export(Target target) {
        var answer = run(target, List.of("stack", "export", "--stack", target.stack()));
        if (answer.succeeded()) {
            return Optional.of(answer.output());
        }
        if (isUnknownStack(answer)) {
            return Optional.empty();
        }
        throw new Refused("cannot read the state of " + target + ": " + reason(target, answer));
    }

    /** That there is no such stack, and where not. */
    static String missing(Target target) {
        return "there is no stack " + target + " where Pulumi is logged in (`pulumi whoami --verbose` says where)";
    }

    /** Why a command failed, with what to do next where Pulumi's message leaves that open. */
    String reason(Target target, Answer answer) {
        var message = answer.message();
        if (message.contains("currently locked")) {
            var lock = LOCK.matcher(message);
            var who = lock.find()
                    ? " by " + lock.group(1) + ", process " + lock.group(2) + ", since " + lock.group(3)
                    : "";
            return target + " is locked" + who
                    + ": an update of it is under way. Wait for its end and run this again. If"
                    + " it was killed, run `pulumi cancel --stack " + target + "` in " + target.folder()
                    + ", and then `pulumi refresh`, because nobody knows what it still did";
        }
        if (isUnknownStack(answer)) {
            return missing(target) + ". Log in to where it is, or make it with `./holdfast deploy " + target
                    + " --init`";
        }
        if (message.contains("incorrect passphrase")) {
            return "the passphrase is not the one of this stack; set PULUMI_CONFIG_PASSPHRASE_FILE to the file with that"
                    + " one";
        }
        if (message.contains("AccessDenied") || message.contains("StatusCode: 403")) {
            return "AWS denies it to these credentials; see `aws sts get-caller-identity`, and docs/access.md for who may"
                    + " do what. AWS said: " + message;
        }
        return message;
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            // Not the text itself: it may be a state.
            throw new Refused("what the Pulumi CLI printed is no JSON; install the version of tools/pulumi/install");
        }
    }

    private static boolean isUnknownStack(Answer answer) {
        return answer.errors().contains("no stack named");
    }
}
