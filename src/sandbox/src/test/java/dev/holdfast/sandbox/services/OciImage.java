package dev.holdfast.sandbox.services;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Writes image archives as Jib does, around classes of the test tree. */
final class OciImage {
    private final Map<String, byte[]> files = new TreeMap<>();
    private final Map<String, byte[]> blobs = new HashMap<>();
    private String entrypoint = "[\"java\",\"-cp\",\"@/app/jib-classpath-file\"]";

    private String architecture = "amd64";
    private String user = "10001:10001";

    private OciImage() {}

    /** An image of this main class, in Jib's exploded layout. */
    static OciImage of(Class<?>... classes) {
        var image = new OciImage().file("app/jib-classpath-file", "/app/resources:/app/classes");
        image.entrypoint = "[\"java\",\"-cp\",\"@/app/jib-classpath-file\",\"" + classes[0].getName() + "\"]";
        for (var one : classes) {
            var name = one.getName().replace('.', '/') + ".class";
            try (var code = one.getResourceAsStream("/" + name)) {
                image.files.put("app/classes/" + name, code.readAllBytes());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
        return image;
    }

    OciImage file(String name, String content) {
        files.put(name, content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    OciImage entrypoint(String json) {
        entrypoint = json;
        return this;
    }

    OciImage architecture(String name) {
        architecture = name;
        return this;
    }

    OciImage user(String name) {
        user = name;
        return this;
    }

    /** Writes the archive; a damage changes one byte of its layer and nothing else. */
    Path write(Path archive, boolean damaged) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(packed)) {
            zip.write(tar(files));
        }
        var layer = blob(packed.toByteArray());
        if (damaged) {
            blobs.get(layer)[9]++; // the byte of GZIP's header that names an operating system: it still unpacks
        }
        var config = blob(
                ("{\"architecture\":\"" + architecture + "\",\"os\":\"linux\",\"config\":{\"Entrypoint\":" + entrypoint
                                + ",\"Env\":[\"FROM_IMAGE=yes\"],\"WorkingDir\":\"/app\",\"User\":\"" + user + "\"}}")
                        .getBytes(StandardCharsets.UTF_8));
        var manifest =
                blob(("{\"schemaVersion\":2,\"config\":{\"digest\":\"" + config + "\"},\"layers\":[{\"digest\":\""
                                + layer + "\",\"mediaType\":\"application/vnd.oci.image.layer.v1.tar+gzip\"}]}")
                        .getBytes(StandardCharsets.UTF_8));
        var all = new TreeMap<String, byte[]>();
        blobs.forEach((digest, content) -> all.put("blobs/" + digest.replace(':', '/'), content));
        all.put(
                "index.json",
                ("{\"manifests\":[{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"digest\":\""
                                + manifest + "\"}]}")
                        .getBytes(StandardCharsets.UTF_8));
        return Files.write(archive, tar(all));
    }

    private String blob(byte[] content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(content);
            var name = "sha256:" + HexFormat.of().formatHex(digest);
            blobs.put(name, content);
            return name;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] tar(Map<String, byte[]> files) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (var file : files.entrySet()) {
                var entry = new TarArchiveEntry(file.getKey());
                entry.setSize(file.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }
}
