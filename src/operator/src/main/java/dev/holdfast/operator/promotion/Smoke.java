package dev.holdfast.operator.promotion;

import dev.holdfast.operator.Holdfast;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./holdfast smoke}. */
@Command(
        name = "smoke",
        description = {
            "Try an environment from outside: the page, the API with its database, and which release answers.",
            "",
            "It asks until each has answered rightly three times in a row, because names and targets take a while to settle,"
                    + " and fails when its patience ends. It writes nothing."
        })
public final class Smoke implements Callable<Integer> {
    private final Holdfast holdfast;

    @Parameters(paramLabel = "<stack>", description = "dev, stage, prod or review-<name>.")
    private String stack;

    @Option(
            names = "--patience",
            paramLabel = "<seconds>",
            description = "How long to ask for each answer. Five minutes, if none is given.")
    private Integer seconds;

    @Option(
            names = "--cacert",
            paramLabel = "<file>",
            description =
                    "The certificate of the authority that signed the environment's, in PEM, where it is no public one."
                            + " HOLDFAST_CACERT, if none is given.")
    private Path authority;

    public Smoke(Holdfast holdfast) {
        this.holdfast = holdfast;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (seconds != null && seconds < 0) {
            throw new IllegalArgumentException("--patience is " + seconds + ", allowed are seconds from 0 on");
        }
        var target = Target.environment(holdfast, stack);
        var patience = seconds == null ? Trial.PATIENCE : Duration.ofSeconds(seconds);
        new Trial(holdfast, target, patience, Optional.ofNullable(authority)).run();
        holdfast.screen().line(holdfast.screen().bold(target + " works"));
        return 0;
    }
}
