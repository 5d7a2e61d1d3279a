package dev.holdfast.sandbox.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.sandbox.cloud.AwsException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarFile;

/** An image in one file, in the layout of the OCI image specification. Nothing of it is believed before its digest is. */
final class OciArchive implements Closeable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WHITEOUT = ".wh.";

    private final Path file;
    private final TarFile tar;
    private final String digest;

    OciArchive(Path file) throws IOException {
        this.file = file;
        tar = new TarFile(file);
        var images = JSON.readTree(entry("index.json")).path("manifests");
        if (images.size() != 1 || !images.get(0).path("mediaType").asText().contains("manifest")) {
            throw refused("InvalidParameterException", "must hold exactly one image, for one platform");
        }
        digest = images.get(0).path("digest").asText();
    }

    /** The digest of its manifest, by which the image is known in every registry. */
    String digest() {
        return digest;
    }

    /** Unpacks it into an empty folder and returns the image's configuration. */
    byte[] unpack(Path root) throws IOException {
        var manifest = JSON.readTree(blob(digest));
        var config = blob(manifest.path("config").path("digest").asText());
        for (var layer : manifest.path("layers")) {
            unpack(layer, root);
        }
        return config;
    }

    private void unpack(JsonNode layer, Path root) throws IOException {
        var layerDigest = layer.path("digest").asText();
        var type = layer.path("mediaType").asText();
        try (var content = new DigestInputStream(entry(path(layerDigest)), sha256())) {
            if (type.endsWith("zstd")) {
                throw refused("InvalidLayerException", "has a layer of type " + type + "; use gzip");
            }
            var files = new TarArchiveInputStream(type.endsWith("gzip") ? new GZIPInputStream(content) : content);
            for (var entry = files.getNextEntry(); entry != null; entry = files.getNextEntry()) {
                unpack(entry, files, root);
            }
            content.transferTo(OutputStream.nullOutputStream());
            check(layerDigest, content.getMessageDigest().digest());
        }
    }

    private void unpack(TarArchiveEntry entry, InputStream content, Path root) throws IOException {
        var target = below(root, entry.getName());
        var name = target.getFileName().toString();
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (!target.getParent().toRealPath().startsWith(root.toRealPath())) {
            throw refused("InvalidLayerException", "writes outside of its root: " + entry.getName());
        }
        if (name.startsWith(WHITEOUT)) {
            Folders.delete(target.resolveSibling(name.substring(WHITEOUT.length())));
        } else if (entry.isSymbolicLink()) {
            var link = Path.of(entry.getLinkName());
            Files.deleteIfExists(target);
            Files.createSymbolicLink(target, link.isAbsolute() ? below(root, entry.getLinkName()) : link);
        } else if (entry.isLink()) {
            Files.createLink(target, below(root, entry.getLinkName()));
        } else if (entry.isFile()) {
            Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Path below(Path root, String name) {
        var path = root.resolve(name.replaceFirst("^/+", "")).normalize();
        if (!path.startsWith(root)) {
            throw refused("InvalidLayerException", "writes outside of its root: " + name);
        }
        return path;
    }

    private byte[] blob(String wanted) throws IOException {
        try (var content = entry(path(wanted))) {
            var bytes = content.readAllBytes();
            check(wanted, sha256().digest(bytes));
            return bytes;
        }
    }

    private void check(String wanted, byte[] actual) {
        var found = "sha256:" + HexFormat.of().formatHex(actual);
        if (!found.equals(wanted)) {
            throw refused("ImageDigestDoesNotMatchException", "is damaged: " + wanted + " has the digest " + found);
        }
    }

    private String path(String blob) {
        if (!blob.matches("sha256:[0-9a-f]{64}")) {
            throw refused("InvalidParameterException", "refers to '" + blob + "', which is no sha256 digest");
        }
        return "blobs/" + blob.replace(':', '/');
    }

    private InputStream entry(String name) throws IOException {
        for (var entry : tar.getEntries()) {
            if (entry.getName().equals(name)) {
                return tar.getInputStream(entry);
            }
        }
        throw refused(
                "LayersNotFoundException", "has no " + name + "; Jib writes one with <container><format>OCI</format>");
    }

    private AwsException refused(String code, String why) {
        return new AwsException(code, "the image archive " + file + " " + why);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
