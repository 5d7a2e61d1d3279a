package dev.holdfast.operator.images;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** An OCI image archive of a configuration and one layer, as small as can be. */
final class BuiltImage {
    static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

    private BuiltImage() {}

    /**
     * Writes one.
     *
     * @return its digest
     */
    static String write(Path archive, String layer) throws IOException {
        var blobs = new LinkedHashMap<String, byte[]>();
        var config = add(blobs, "{\"architecture\":\"arm64\"}");
        var content = add(blobs, layer);
        var manifest = add(blobs, """
                {"schemaVersion":2,"mediaType":"%s","config":%s,"layers":[%s]}""".formatted(MANIFEST, config, content));
        var digest = manifest.replaceFirst(".*(sha256:[0-9a-f]{64}).*", "$1");
        var index = manifest.replaceFirst("\\{", "{\"mediaType\":\"" + MANIFEST + "\",");
        Files.createDirectories(archive.getParent());
        try (var tar = new TarArchiveOutputStream(Files.newOutputStream(archive))) {
            for (var blob : blobs.entrySet()) {
                add(tar, "blobs/" + blob.getKey().replace(':', '/'), blob.getValue());
            }
            add(tar, "index.json", ("{\"manifests\":[" + index + "]}").getBytes(StandardCharsets.UTF_8));
        }
        return digest;
    }

    /** The descriptor of a content. */
    private static String add(Map<String, byte[]> blobs, String content) {
        try {
            var bytes = content.getBytes(StandardCharsets.UTF_8);
            var digest = "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            blobs.put(digest, bytes);
            return "{\"digest\":\"" + digest + "\",\"size\":" + bytes.length + "}";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        var entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }
}
