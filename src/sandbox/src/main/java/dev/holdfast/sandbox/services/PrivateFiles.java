package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.Damaged;
import dev.holdfast.sandbox.cloud.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.stream.Collectors;

/** Files and folders that only their owner can read. */
final class PrivateFiles {
    private static final SecureRandom RANDOM = new SecureRandom();

    private PrivateFiles() {}

    /** Makes sure that the folder exists and is the owner's only. */
    static Path folder(Path folder) {
        try {
            Files.createDirectories(folder);
            return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the folder " + folder + " private", e);
        }
    }

    /** Writes the file whole or not at all; it is at no moment readable by others. */
    static void write(Path file, String content) {
        try {
            folder(file.getParent());
            WholeFile.write(file, content.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new Damaged(file, "it is no text", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** A password or key that is made once, and the same ever after. */
    static synchronized String once(Path file) {
        if (!Files.exists(file)) {
            write(file, random(32, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"));
        }
        var text = read(file);
        if (!text.matches("[A-Za-z0-9]{32}")) {
            throw new Damaged(file, "it holds no password", null);
        }
        return text;
    }

    /** The same, of something that may become another one at any time: a damaged one is made anew. */
    static synchronized String renewable(Path file) {
        try {
            return once(file);
        } catch (Damaged e) {
            delete(file);
            return once(file);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }

    /** Random text of these letters, good enough for a password. */
    static String random(int length, String letters) {
        return RANDOM.ints(length, 0, letters.length())
                .mapToObj(letters::charAt)
                .map(String::valueOf)
                .collect(Collectors.joining());
    }
}
