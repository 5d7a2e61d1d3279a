package dev.holdfast.operator.promotion;

import dev.holdfast.conventions.Environment;
import dev.holdfast.operator.Holdfast;
import dev.holdfast.operator.PulumiCli;
import dev.holdfast.operator.Refused;
import java.util.ArrayList;
import java.util.List;

/** A stack that there is not yet, encrypted as the organization says: with the key of the environment's account. */
record NewStack(Holdfast holdfast, Engine engine) {
    /**
     * Makes it. Where the environment has a passphrase, as for states on this machine, that encrypts it.
     *
     * @throws Refused if the organization's stack names no key, or Pulumi refuses
     */
    void make(Target target) {
        var arguments = new ArrayList<>(List.of("stack", "init", target.stack(), "--no-select"));
        if (!new PulumiCli(holdfast.environment()).hasPassphrase()) {
            arguments.addAll(List.of("--secrets-provider", key(target)));
        }
        var answer = engine.run(target, arguments);
        if (!answer.succeeded()) {
            throw new Refused("cannot make the stack " + target + ": " + engine.reason(target, answer));
        }
        holdfast.screen().line("  made the stack " + target);
    }

    private String key(Target target) {
        var management = Target.of(holdfast, Target.MANAGEMENT);
        var answer = engine.run(
                management, List.of("stack", "output", "secretsProviders", "--json", "--stack", Target.MANAGEMENT));
        var account =
                target.isEnvironment() ? Environment.ofStack(target.stack()).account() : Target.MANAGEMENT;
        var key =
                answer.succeeded() ? Engine.json(answer.output()).path(account).asText("") : "";
        if (key.isEmpty()) {
            throw new Refused(
                    "nobody says what the stack " + target + " is to be encrypted with: the organization's stack has"
                            + " no key of " + account + " in its output secretsProviders"
                            + (answer.succeeded() ? "" : " (" + engine.reason(management, answer) + ")")
                            + ". Make the stack yourself, as docs/state.md tells, or set PULUMI_CONFIG_PASSPHRASE_FILE");
        }
        return key;
    }
}
