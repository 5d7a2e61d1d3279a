package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The manifests that were pushed through the registry's own API, and the tags that name them, by repository. */
final class ImageTags {
    private final Path directory;

    /** A manifest as it was pushed. */
    record Manifest(String digest, String mediaType, byte[] content) {}

    ImageTags(Path directory) {
        this.directory = directory;
    }

    /** What a repository has under a tag or a digest. */
    Optional<Manifest> find(String repository, String reference) throws IOException {
        var digest = reference.startsWith("sha256:") ? Optional.of(reference) : digest(repository, reference);
        if (digest.isEmpty() || !Files.exists(manifest(repository, digest.get(), ".json"))) {
            return Optional.empty();
        }
        return Optional.of(new Manifest(
                digest.get(),
                Files.readString(manifest(repository, digest.get(), ".type")),
                Files.readAllBytes(manifest(repository, digest.get(), ".json"))));
    }

    /** The digest that a tag names. */
    Optional<String> digest(String repository, String tag) throws IOException {
        var file = tags(repository).resolve(encoded(tag));
        return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    }

    /** The tags of a repository, sorted. */
    List<String> of(String repository) {
        var files = tags(repository).toFile().list();
        return files == null ? List.of() : List.of(files).stream().sorted().toList();
    }

    void put(String repository, Manifest manifest) throws IOException {
        Files.createDirectories(folder(repository).resolve("manifests"));
        write(
                manifest(repository, manifest.digest(), ".type"),
                manifest.mediaType().getBytes(StandardCharsets.UTF_8));
        write(manifest(repository, manifest.digest(), ".json"), manifest.content());
    }

    void tag(String repository, String tag, String digest) throws IOException {
        Files.createDirectories(tags(repository));
        write(tags(repository).resolve(encoded(tag)), digest.getBytes(StandardCharsets.UTF_8));
    }

    private static void write(Path file, byte[] content) {
        try {
            WholeFile.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private Path manifest(String repository, String digest, String kind) {
        return folder(repository).resolve("manifests").resolve(encoded(digest) + kind);
    }

    private Path tags(String repository) {
        return folder(repository).resolve("tags");
    }

    private Path folder(String repository) {
        return directory.resolve("distribution").resolve(encoded(repository));
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8);
    }
}
