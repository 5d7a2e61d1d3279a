package dev.holdfast.sandbox.services;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.sandbox.cloud.AwsException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarFile;

/** An image in one file, in the layout of the OCI image specification. */
final class OciArchive implements Closeable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TarFile tar;
    private final ImageContent content;
    private final String digest;

    OciArchive(Path file) throws IOException {
        tar = new TarFile(file);
        content = new ImageContent("the image archive " + file, one -> entry("blobs/" + one.replace(':', '/')));
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

    /** Its parts. */
    ImageContent content() {
        return content;
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
        return content.refused(code, why);
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
