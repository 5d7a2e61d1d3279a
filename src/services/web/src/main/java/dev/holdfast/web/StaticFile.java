package dev.holdfast.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A file that is the same for every reader. Its address carries a hash of its content, so that browsers may keep it
 * forever; under another hash it is answered all the same, because during a deployment a page of the old release may ask
 * a task of the new one.
 */
final class StaticFile {
    private final String path;
    private final String contentType;
    private final byte[] content;
    private final String hash;

    StaticFile(String path, String contentType) {
        this.path = path;
        this.contentType = contentType;
        content = read("/static" + path);
        hash = hash(content);
    }

    /** Where a page finds it. */
    String url() {
        return path + "?v=" + hash;
    }

    void register(RoutesConfig routes) {
        routes.get(path, this::answer);
        routes.head(path, this::answer);
    }

    private void answer(Context request) {
        var tag = "\"" + hash + "\"";
        request.header(Header.ETAG, tag);
        request.header(
                Header.CACHE_CONTROL,
                hash.equals(request.queryParam("v")) ? "public, max-age=31536000, immutable" : "no-cache");
        if (isKnown(request.header(Header.IF_NONE_MATCH), tag)) {
            request.status(HttpStatus.NOT_MODIFIED);
        } else {
            request.contentType(contentType).result(content);
        }
    }

    private static boolean isKnown(String tags, String tag) {
        return tags != null
                && Arrays.stream(tags.split(","))
                        .map(known -> known.strip().replaceFirst("^W/", ""))
                        .anyMatch(known -> known.equals(tag) || known.equals("*"));
    }

    private static byte[] read(String resource) {
        try (var stream = StaticFile.class.getResourceAsStream(resource)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read from the class path", e);
        }
    }

    private static String hash(byte[] content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
