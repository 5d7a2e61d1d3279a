package dev.holdfast.sandbox.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.sandbox.cloud.AwsException;
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

/**
 * An image in its parts, in the layout of the OCI image specification. Nothing of it is believed before its digest is.
 *
 * @param name how errors call it
 * @param blobs its manifest, configuration and layers
 */
record ImageContent(String name, Blobs blobs) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WHITEOUT = ".wh.";

    /** Where the parts are. */
    interface Blobs {
        /** The content of one, by its digest, which is {@code sha256:} and 64 hexadecimal digits. */
        InputStream open(String digest) throws IOException;
    }

    /** Unpacks it into an empty folder and returns the image's configuration. */
    byte[] unpack(String digest, Path root) throws IOException {
        var manifest = JSON.readTree(blob(digest));
        var config = blob(manifest.path("config").path("digest").asText());
        for (var layer : manifest.path("layers")) {
            unpack(layer, root);
        }
        return config;
    }

    /** The whole content of one of its parts, which is small. */
    byte[] blob(String wanted) throws IOException {
        try (var content = open(wanted)) {
            var bytes = content.readAllBytes();
            check(wanted, sha256().digest(bytes));
            return bytes;
        }
    }

    private void unpack(JsonNode layer, Path root) throws IOException {
        var layerDigest = layer.path("digest").asText();
        var type = layer.path("mediaType").asText();
        try (var content = new DigestInputStream(open(layerDigest), sha256())) {
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

    private InputStream open(String digest) throws IOException {
        if (!digest.matches("sha256:[0-9a-f]{64}")) {
            throw refused("InvalidParameterException", "refers to '" + digest + "', which is no sha256 digest");
        }
        return blobs.open(digest);
    }

    private void check(String wanted, byte[] actual) {
        var found = "sha256:" + HexFormat.of().formatHex(actual);
        if (!found.equals(wanted)) {
            throw refused("ImageDigestDoesNotMatchException", "is damaged: " + wanted + " has the digest " + found);
        }
    }

    /** Why it is not taken. */
    AwsException refused(String code, String why) {
        return new AwsException(code, name + " " + why);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
