package dev.holdfast.operator.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;

/**
 * An image in one file, in the layout of the OCI image specification. Its manifest is never written anew, so the image has
 * the same digest here and in every registry.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/image-layout.md">OCI image layout</a>
 */
final class ImageArchive implements Closeable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final TarFile tar;
    private final JsonNode descriptor;
    private final byte[] manifest;

    /**
     * What the manifest refers to: the image's configuration, or a layer.
     *
     * @param size in bytes
     */
    record Blob(String digest, long size) {}

    /**
     * Opens an archive and reads its manifest.
     *
     * @throws IOException if it cannot be read, holds several images, or its manifest is damaged
     */
    ImageArchive(Path file) throws IOException {
        this.file = file;
        tar = new TarFile(file);
        var images = JSON.readTree(entry("index.json")).path("manifests");
        if (images.size() != 1) {
            throw new IOException(file + " holds " + images.size() + " images; it must be one, for one platform");
        }
        descriptor = images.get(0);
        manifest = entry(path(digest())).readAllBytes();
        var found = "sha256:" + HexFormat.of().formatHex(sha256(manifest));
        if (!found.equals(digest())) {
            throw new IOException(file + " is damaged: its manifest " + digest() + " has the digest " + found);
        }
    }

    /** By which the image is known in every registry: {@code sha256:...}. */
    String digest() {
        return descriptor.path("digest").asText();
    }

    String mediaType() {
        return descriptor.path("mediaType").asText();
    }

    /** The manifest, byte by byte as it was built. */
    byte[] manifest() {
        return manifest.clone();
    }

    /** The configuration and the layers, each once. */
    List<Blob> blobs() throws IOException {
        var content = JSON.readTree(manifest);
        var blobs = new ArrayList<>(List.of(blob(content.path("config"))));
        content.path("layers").forEach(layer -> blobs.add(blob(layer)));
        return blobs.stream().distinct().toList();
    }

    /** The content of one of its blobs. */
    InputStream content(Blob blob) throws IOException {
        return entry(path(blob.digest()));
    }

    private static Blob blob(JsonNode descriptor) {
        return new Blob(
                descriptor.path("digest").asText(), descriptor.path("size").asLong());
    }

    private static String path(String digest) {
        return "blobs/" + digest.replace(':', '/');
    }

    private InputStream entry(String name) throws IOException {
        for (TarArchiveEntry entry : tar.getEntries()) {
            if (entry.getName().equals(name)) {
                return tar.getInputStream(entry);
            }
        }
        throw new IOException(file + " has no " + name + "; Jib writes one with <container><format>OCI</format>");
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
