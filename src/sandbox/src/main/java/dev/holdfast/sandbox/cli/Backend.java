package dev.holdfast.sandbox.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/** What Pulumi's file backend needs beside the stacks: the passphrase of their secrets, and the file with its version. */
final class Backend {
    private static final Pattern VERSION = Pattern.compile("(?m)^version: \\d+$");

    private final Workspace workspace;

    Backend(Workspace workspace) {
        this.workspace = workspace;
    }

    /**
     * Makes what is missing.
     *
     * @throws Failure if what is missing cannot be made again
     */
    void prepare() throws IOException {
        Files.createDirectories(workspace.state());
        var inUse = inUse();
        version(inUse);
        passphrase(inUse);
    }

    /** What to add to Pulumi's reason where it says that the passphrase is another one; else nothing. */
    String hint(String reason) {
        return reason.contains("incorrect passphrase")
                ? "\n" + workspace.passphrase() + " is not what the stacks' secrets were encrypted with. " + advice()
                : "";
    }

    /** Without this file Pulumi looks for stacks where much older versions kept them. */
    private void version(boolean inUse) throws IOException {
        var file = workspace.state().resolve(".pulumi").resolve("meta.yaml");
        if (Files.exists(file) ? !VERSION.matcher(text(file)).find() : inUse) {
            Workspace.write(file, "version: 1\n");
        }
    }

    private void passphrase(boolean inUse) throws IOException {
        var file = workspace.passphrase();
        if (Files.exists(file) && !text(file).isBlank()) {
            // It must stay the same.
            return;
        }
        if (inUse) {
            throw new Failure(file + (Files.exists(file) ? " is empty" : " is missing")
                    + ", but the secrets in Pulumi's state are encrypted with it. " + advice());
        }
        var random = new byte[32];
        new SecureRandom().nextBytes(random);
        Workspace.write(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    private boolean inUse() throws IOException {
        var stacks = workspace.state().resolve(".pulumi/stacks");
        if (!Files.isDirectory(stacks)) {
            return false;
        }
        try (var files = Files.walk(stacks)) {
            return files.anyMatch(file -> file.toString().endsWith(".json"));
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    private static String advice() {
        return "Restore it from a copy of .sandbox, or start anew with ./sandbox reset.";
    }
}
