package dev.holdfast.sandbox.cli;

import dev.holdfast.sandbox.cloud.Events;
import dev.holdfast.sandbox.cloud.Events.Event;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One break of a running stack, from before it until all is as it was; its user is a {@link Probe}. */
final class Experiment {
    private static final String CLOUD = "cloud";
    private static final String SECRETS = "secrets";

    /** After this time, what is not as before counts as broken for good. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** So many good answers in a row are no accident. */
    private static final int GOOD = 10;

    private final Sandbox sandbox;
    private final Terminal terminal;
    private final CloudProcess.Address address;
    private final String url;
    private final String page;
    private final Events events;
    private final List<String> trials = new ArrayList<>();
    private CloudClient cloud;
    private long broken;

    Experiment(Sandbox sandbox, CloudProcess.Address address, String url, String path) {
        this.sandbox = sandbox;
        this.terminal = sandbox.terminal();
        this.address = address;
        this.url = url;
        this.page = url + path;
        this.events = new Events(sandbox.workspace().site().events());
        this.cloud = new CloudClient(address.control());
    }

    /** What can be broken. */
    List<String> targets() throws IOException, InterruptedException {
        return cloud.chaos("targets", url);
    }

    /**
     * Breaks a target and shows what comes of it.
     *
     * @param outage for how long, where it does not mend by itself
     * @throws Failure if not all is as before in the end
     */
    void run(String target, Duration outage) throws IOException, InterruptedException {
        try (var probe = new Probe(URI.create(page), sandbox.workspace().site().authority())) {
            var before = probe.ask();
            refuseWhereBroken(before);
            var known = events.last(Integer.MAX_VALUE);
            probe.start();
            terminal.step("breaking " + target, () -> {
                broken = System.nanoTime();
                return cloud.breaks(url, target, outage);
            });
            terminal.step("waiting until all is as before", () -> {
                if (target.equals(CLOUD)) {
                    restart();
                } else if (target.equals(SECRETS)) {
                    waitFor(outage);
                }
                return settled(probe) ? "all is as before" : "not all is as before";
            });
            var settled = System.nanoTime();
            var missing = missing(before, probe.ask());
            cloud.mended(
                    url,
                    target + ": "
                            + (missing.isEmpty() ? "all is as before" : "missing: " + String.join("; ", missing)));
            tell(probe, settled, missing.isEmpty(), since(known));
            if (!missing.isEmpty()) {
                throw new Failure("not all is as it was:\n  " + String.join("\n  ", missing)
                        + "\n./sandbox status and ./sandbox logs cloud tell more");
            }
        }
    }

    private void refuseWhereBroken(Probe.Answer before) throws IOException, InterruptedException {
        var missing = new ArrayList<>(cloud.chaos("missing", url));
        before.failure().ifPresent(why -> missing.add(page + ": " + why));
        if (!missing.isEmpty()) {
            throw new Failure("something is broken already, so nothing could be shown:\n  "
                    + String.join("\n  ", missing) + "\nWait for it, or mend it with ./sandbox up");
        }
    }

    /** The cloud is killed without a word; what ran inside of it is gone, and its databases run on. */
    private void restart() throws IOException, InterruptedException {
        broken = System.nanoTime();
        ProcessHandle.of(address.pid()).ifPresent(process -> {
            process.destroyForcibly();
            process.onExit().join();
        });
        cloud = new CloudClient(sandbox.cloud().start().control());
    }

    /** Ends the outage early if this process is told to end. */
    private void waitFor(Duration outage) throws IOException, InterruptedException {
        var hook = new Thread(() -> {
            try {
                cloud.mended(url, SECRETS + ": ended by Ctrl-C");
            } catch (IOException | InterruptedException | Failure e) {
                terminal.failure("the outage could not be ended now; it ends by itself: " + e.getMessage());
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
        cloud.chaos("trial", url).forEach(result -> trials.add("during the outage, " + result));
        Thread.sleep(Math.max(0, outage.toMillis() - (System.nanoTime() - broken) / 1_000_000));
        Runtime.getRuntime().removeShutdownHook(hook);
        cloud.chaos("trial", url).forEach(result -> trials.add("after it, " + result));
    }

    private boolean settled(Probe probe) throws IOException, InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            if (probe.good(GOOD) && cloud.chaos("missing", url).isEmpty()) {
                return true;
            }
            Thread.sleep(200);
        }
        return false;
    }

    private List<String> missing(Probe.Answer before, Probe.Answer after) throws IOException, InterruptedException {
        var missing = new ArrayList<>(cloud.chaos("missing", url));
        after.failure().ifPresent(why -> missing.add(page + ": " + why));
        var lost = Entries.of(before.body()).missingIn(Entries.of(after.body()));
        if (after.failure().isEmpty() && lost > 0) {
            missing.add(page + ": " + lost + " entries that could be read before are gone");
        }
        return missing;
    }

    private List<Event> since(List<Event> known) {
        var all = events.last(Integer.MAX_VALUE);
        var first = known.isEmpty() ? 0 : all.lastIndexOf(known.get(known.size() - 1)) + 1;
        return all.subList(first, all.size()).stream()
                .filter(one -> !one.subject().equals("chaos"))
                .toList();
    }

    private void tell(Probe probe, long settled, boolean mended, List<Event> happened) {
        terminal.title("What " + page + " said");
        at(broken, "broken");
        probe.firstFailure().ifPresent(one -> at(one.at(), "first failing request: " + one.what()));
        probe.goodAgain().ifPresent(one -> at(one.at(), "good from here on"));
        if (mended) {
            at(settled, "all is as before");
        }
        terminal.line("  " + probe.failures() + " of " + probe.count() + " requests failed");
        if (!trials.isEmpty()) {
            terminal.title("What new tasks did");
            trials.forEach(one -> terminal.line("  " + one));
        }
        terminal.title("What the cloud did by itself");
        if (happened.isEmpty()) {
            terminal.line("  nothing: it had nothing to do");
        }
        happened.forEach(
                one -> terminal.line("  " + terminal.faint(one.at()) + " " + one.subject() + " " + one.what()));
    }

    private void at(long moment, String what) {
        terminal.line(String.format(Locale.ROOT, "  %6.1f s  %s", (moment - broken) / 1e9, what));
    }
}
