package dev.holdfast.organization;

import com.pulumi.Context;
import com.pulumi.core.Output;
import java.util.ArrayList;
import java.util.List;

/**
 * What this update does, what waits for the next one, and what only a person can do. The landing zone comes up in
 * several updates, because nothing can be looked up or created in an account that does not exist yet.
 */
public final class Steps {
    private final List<String> done = new ArrayList<>();
    private final List<String> next = new ArrayList<>();
    private final List<String> byHand = new ArrayList<>();

    /** Says what this update brings about. */
    public void done(String what) {
        done.add(what);
    }

    /** Says what the next update brings about; while there is any, {@code pulumi up} is to be run again. */
    public void next(String what) {
        next.add(what);
    }

    /** Says what the next update brings about for several accounts at once, and why not this one. */
    void next(String what, String why, List<String> accounts) {
        if (accounts.size() == 1) {
            next(what + " account " + accounts.get(0) + ", " + why);
        } else if (!accounts.isEmpty()) {
            next(what + " " + accounts.size() + " accounts, " + why + ": " + String.join(", ", accounts));
        }
    }

    /** Says what a person must do, and what follows from it. */
    public void byHand(String what) {
        byHand.add(what);
    }

    /** What waits for the next update. */
    List<String> next() {
        return List.copyOf(next);
    }

    /** What a person must do. */
    List<String> byHand() {
        return List.copyOf(byHand);
    }

    /** Tells it in the update's messages and in the stack's outputs {@code done}, {@code next} and {@code byHand}. */
    void tell(Context ctx) {
        next.forEach(what -> ctx.log().info("next update: " + what));
        byHand.forEach(what -> ctx.log().info("by hand: " + what));
        ctx.export("done", Output.of(List.copyOf(done)));
        ctx.export("next", Output.of(List.copyOf(next)));
        ctx.export("byHand", Output.of(List.copyOf(byHand)));
    }
}
