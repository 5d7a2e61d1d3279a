package dev.holdfast.sandbox.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A terminal that remembers what it was told. */
final class Captured {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Terminal terminal;

    Captured() {
        this(false, false, true);
    }

    Captured(boolean live, boolean colour, boolean unicode) {
        this(live, colour, unicode, 100);
    }

    Captured(boolean live, boolean colour, boolean unicode, int columns) {
        terminal = new Terminal(stream(out), stream(err), live, colour, unicode, columns);
    }

    Terminal terminal() {
        return terminal;
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
