package dev.holdfast.operator.state;

import dev.holdfast.operator.Refused;
import java.util.Optional;

/**
 * A stack on its way from one backend to another.
 *
 * @param from where it was
 * @param to where it is to be
 * @param stack its name
 * @param secretsProvider what it is to be encrypted with
 */
record StackMove(Stacks from, Stacks to, String stack, String secretsProvider) {
    /** How far it is. */
    enum Progress {
        /** Nothing is there. */
        TO_MOVE("not moved"),
        /** An empty stack is there: a move ended early. */
        CREATED("half moved: created, and still empty"),
        /** All is there, under another key: a move ended early. */
        WRITTEN("half moved: written, and not yet encrypted with its key"),
        /** All is there. */
        MOVED("moved");

        private final String text;

        Progress(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * Finds out how far it is.
     *
     * @throws Refused if what is there is another state than what was here: nobody but a person can say which is right
     */
    Progress progress() {
        var source = source();
        var there = to.read(stack);
        if (there.isEmpty()) {
            return Progress.TO_MOVE;
        }
        var target = there.get();
        if (target.holdsTheSameAs(source)) {
            return target.secretsProvider().equals(secretsProvider) ? Progress.MOVED : Progress.WRITTEN;
        }
        if (target.resources() == 0 && target.time().isEmpty()) {
            return Progress.CREATED;
        }
        throw new Refused(differs(source, target));
    }

    /** What keeps it from being moved now; empty if nothing does. */
    Optional<String> obstacle() {
        var source = source();
        var locks = from.locks(stack);
        if (!locks.isEmpty()) {
            return Optional.of("stack '" + stack + "' is locked by " + locks.get(0)
                    + ": an update is under way. Wait for" + " it to end; if it was killed, run `pulumi cancel --stack "
                    + stack + "`, and then `pulumi refresh`");
        }
        if (source.pendingOperations() > 0) {
            return Optional.of(
                    "stack '" + stack + "' has " + source.pendingOperations() + " operations of an update that"
                            + " was killed, and nobody knows whether AWS did them; `pulumi refresh --stack " + stack
                            + "` asks it, then run this again");
        }
        if (source.needsPassphrase() && !from.cli().hasPassphrase()) {
            return Optional.of("stack '" + stack + "' is encrypted with a passphrase; set PULUMI_CONFIG_PASSPHRASE, or"
                    + " PULUMI_CONFIG_PASSPHRASE_FILE, to the one that it was made with (which may be empty)");
        }
        return Optional.empty();
    }

    /** Does what is left to do, and proves that nothing was lost. What was here stays as it is. */
    void finish(Progress progress) {
        var source = source();
        if (progress == Progress.TO_MOVE) {
            to.create(stack);
        }
        if (progress == Progress.TO_MOVE || progress == Progress.CREATED) {
            to.write(stack, source);
        }
        if (!written().secretsProvider().equals(secretsProvider)) {
            to.encrypt(stack, secretsProvider);
        }
        if (!written().holdsTheSameAs(source())) {
            throw new Refused(
                    "stack '" + stack + "' was changed in " + from.backend().place() + " while it was moved;"
                            + " take away what is in " + to.backend().place() + " with `pulumi stack rm --force"
                            + " --preserve-config " + stack + "`, logged in there, and run this again");
        }
    }

    private StackState source() {
        return from.read(stack)
                .orElseThrow(() -> new Refused("stack '" + stack + "' went away from "
                        + from.backend().place() + " meanwhile; see `./holdfast state status`"));
    }

    private StackState written() {
        return to.read(stack)
                .orElseThrow(() -> new Refused("stack '" + stack + "' is not in "
                        + to.backend().place() + " although it was written; see `./holdfast state status`"));
    }

    private String differs(StackState source, StackState target) {
        var newer = target.time().compareTo(source.time()) > 0;
        return "stack '" + stack + "' is in both places, and they differ: " + told(from, source) + ", "
                + told(to, target)
                + (newer
                        ? ". The bucket's is newer, so work went on there: go on there too, with `pulumi login '"
                                + to.backend().url() + "'`"
                        : ". Work went on here after it was moved: if what is here is right, take away what is there with"
                                + " `pulumi stack rm --force --preserve-config " + stack
                                + "`, logged in there, and run this again");
    }

    private static String told(Stacks where, StackState state) {
        return where.backend().place() + " has " + state.resources() + " resources, of "
                + (state.time().isEmpty() ? "no update" : state.time());
    }
}
