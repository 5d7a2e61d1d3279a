package dev.holdfast.operator.promotion;

import dev.holdfast.operator.Holdfast;
import dev.holdfast.operator.PulumiCli;
import dev.holdfast.operator.Refused;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Applies a plan: what is not in it, the engine refuses before it does it. Ctrl-C lets it end what is under way.
 */
final class Update {
    private final Holdfast holdfast;
    private final Engine engine;

    Update(Holdfast holdfast) {
        this.holdfast = holdfast;
        this.engine = new Engine(holdfast);
    }

    /**
     * Applies it to its end.
     *
     * @param plan as {@code pulumi preview --save-plan} wrote it
     * @param configuration that the plan was made with
     * @param policy whether the policy pack judges again what is applied
     * @return what was done, in words
     * @throws Refused if it fails, with the engine's reasons and what to do next
     */
    String apply(Target target, Path plan, Path configuration, boolean policy, List<String> more) {
        var arguments = new ArrayList<>(List.of(
                "up",
                "--yes",
                "--skip-preview",
                "--json",
                "--stack",
                target.stack(),
                "--config-file",
                configuration.toAbsolutePath().toString(),
                "--plan",
                plan.toAbsolutePath().toString()));
        arguments.addAll(more);
        arguments.addAll(Programs.policyOption(holdfast, policy));
        var progress = new UpdateProgress(holdfast.screen());
        var ended = new CountDownLatch(1);
        var hook = new Thread(() -> interrupted(target, ended));
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            var answer = engine.stream(target, Map.of(), arguments, progress::accept);
            if (!answer.succeeded()) {
                throw new Refused(failure(target, answer, progress));
            }
            return progress.done();
        } finally {
            ended.countDown();
            forget(hook);
        }
    }

    private String failure(Target target, PulumiCli.Answer answer, UpdateProgress progress) {
        var errors = new ArrayList<>(progress.errors());
        if (!answer.errors().isBlank()) {
            errors.add(answer.message());
        }
        var all = String.join("\n", errors);
        if (all.contains("currently locked")) {
            return engine.reason(target, new PulumiCli.Answer(answer.exitCode(), "", all));
        }
        var next = all.contains("violates plan")
                ? "It stopped before what was not judged. The program, its configuration or the stack changed since:"
                        + " preview it anew, and deploy that."
                : "Done before that: " + progress.done()
                        + ". Mend the cause and run the same command without --report: it"
                        + " previews what is left, and goes on.";
        return "the update of " + target + " failed:\n" + all + "\n" + next;
    }

    /** The engine got the Ctrl-C as well, and ends what is under way. This waits for it: it still writes to here. */
    private void interrupted(Target target, CountDownLatch ended) {
        holdfast.screen()
                .failure(
                        "interrupted: Pulumi ends what is under way. Then run the same command without --report: it previews"
                                + " what is left of " + target + ", and goes on.");
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The hook runs already.
        }
    }
}
