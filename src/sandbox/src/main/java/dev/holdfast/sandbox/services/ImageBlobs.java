package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.AwsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.UUID;

/** The layers and configurations that were pushed through the registry's own API, whole, and the uploads under way. */
final class ImageBlobs implements ImageContent.Blobs {
    private final Path blobs;
    private final Path uploads;

    /** Opens a folder; uploads that an earlier run did not end are forgotten. */
    ImageBlobs(Path directory) {
        blobs = directory.resolve("blobs");
        uploads = directory.resolve("uploads");
        try {
            Folders.delete(uploads);
            Files.createDirectories(uploads);
            Files.createDirectories(blobs);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open the registry in " + directory, e);
        }
    }

    boolean has(String digest) {
        return Files.exists(file(digest));
    }

    /** Its size in bytes. */
    long size(String digest) throws IOException {
        return Files.size(file(digest));
    }

    @Override
    public InputStream open(String digest) throws IOException {
        return Files.newInputStream(file(digest));
    }

    /** Begins an upload and returns its name. */
    String begin() throws IOException {
        var upload = UUID.randomUUID().toString();
        Files.createFile(uploads.resolve(upload));
        return upload;
    }

    /** How many bytes of an upload have arrived. */
    long arrived(String upload) throws IOException {
        return Files.size(upload(upload));
    }

    /** Adds to an upload. */
    void append(String upload, InputStream content) throws IOException {
        try (var out = Files.newOutputStream(upload(upload), StandardOpenOption.APPEND)) {
            content.transferTo(out);
        }
    }

    /**
     * Ends an upload.
     *
     * @throws AwsException {@code DIGEST_INVALID}, and the upload is gone, if what arrived is not what was to arrive
     */
    void end(String upload, String digest) throws IOException {
        var whole = upload(upload);
        String found;
        try (var content = new DigestInputStream(Files.newInputStream(whole), ImageContent.sha256())) {
            content.transferTo(OutputStream.nullOutputStream());
            found = "sha256:"
                    + HexFormat.of().formatHex(content.getMessageDigest().digest());
        }
        if (!found.equals(digest)) {
            Files.delete(whole);
            throw new AwsException(
                    "DIGEST_INVALID", "Layer digest '" + digest + "' does not match what arrived: " + found);
        }
        Files.move(whole, file(digest), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path upload(String name) {
        var upload = uploads.resolve(name);
        if (!name.matches("[0-9a-f-]{36}") || !Files.exists(upload)) {
            throw new AwsException("BLOB_UPLOAD_UNKNOWN", "There is no upload " + name);
        }
        return upload;
    }

    private Path file(String digest) {
        if (!digest.matches("sha256:[0-9a-f]{64}")) {
            throw new AwsException("DIGEST_INVALID", "'" + digest + "' is no sha256 digest");
        }
        return blobs.resolve(digest.substring(7));
    }
}
