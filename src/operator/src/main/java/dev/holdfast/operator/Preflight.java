package dev.holdfast.operator;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "preflight", description = "Check, before the first `pulumi up` on AWS, what would stop it.")
final class Preflight implements Callable<Integer> {
    private final Holdfast holdfast;

    Preflight(Holdfast holdfast) {
        this.holdfast = holdfast;
    }

    @Override
    public Integer call() {
        holdfast.screen().line("nothing is checked yet");
        return 1;
    }
}
