package dev.holdfast.sandbox.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether a stack is as its last update left it: the same program, configuration, state and cloud. Another update would
 * then find nothing to do, and starts an engine, a JVM and all providers to find that out.
 */
final class LastUpdate {
    private final Workspace workspace;
    private final ProjectCopy copy;
    private final StackState state;

    LastUpdate(Workspace workspace, ProjectCopy copy, StackState state) {
        this.workspace = workspace;
        this.copy = copy;
        this.state = state;
    }

    /** Whether nothing that an update depends on has changed since {@link #remember()}. */
    boolean stands() throws IOException {
        return Files.exists(file()) && Files.readString(file()).equals(fingerprint());
    }

    /** To be called when an update has ended well and nothing waits for another one. */
    void remember() throws IOException {
        Workspace.write(file(), fingerprint());
    }

    private Path file() {
        return workspace.logs().resolve(state.stack() + ".applied");
    }

    private String fingerprint() throws IOException {
        var digest = sha256();
        var files = new ArrayList<Path>(List.of(state.file(), copy.folder().resolve("Pulumi.yaml")));
        files.add(copy.folder().resolve("Pulumi." + state.stack() + ".yaml"));
        for (var file : files) {
            digest.update((byte) 0);
            if (Files.exists(file)) {
                digest.update(Files.readAllBytes(file));
            }
        }
        // What is built is large; its time and size say whether it was built again.
        for (var jar : jars()) {
            digest.update((jar + " " + Files.size(jar) + " " + Files.getLastModifiedTime(jar))
                    .getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The program with its libraries, and the cloud that it is applied to. */
    private List<Path> jars() throws IOException {
        var jars = new ArrayList<Path>();
        for (var target :
                List.of(copy.program().resolve("target"), workspace.root().resolve("src/sandbox/target"))) {
            for (var folder : List.of(target, target.resolve("lib"))) {
                if (Files.isDirectory(folder)) {
                    try (Stream<Path> files = Files.list(folder)) {
                        files.filter(file -> file.toString().endsWith(".jar")).forEach(jars::add);
                    }
                }
            }
        }
        return jars.stream().sorted().toList();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every Java has SHA-256", never);
        }
    }
}
