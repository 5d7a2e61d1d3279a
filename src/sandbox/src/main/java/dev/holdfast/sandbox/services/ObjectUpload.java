package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.AwsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The content that a PutObject sends, on its way into a file: refused if it is not what it says to be, by its length, MD5,
 * SHA-256 and the checksum that an SDK adds.
 */
final class ObjectUpload {
    private static final long LARGEST = 5L << 30;
    private static final String META = "x-amz-meta-";
    private static final Set<String> KEPT =
            Set.of("content-type", "cache-control", "content-disposition", "content-language", "expires");

    private final S3Request request;
    private final Optional<String> checksumHeader;
    private final Optional<ContentChecksum> checksum;
    private final MessageDigest md5 = ContentChecksum.digest("MD5");
    private final MessageDigest sha256 = ContentChecksum.digest("SHA-256");

    /** @throws AwsException if the checksum is one that the sandbox does not know */
    ObjectUpload(S3Request request) {
        this.request = request;
        checksumHeader = Stream.concat(request.headers().keySet().stream(), request.header("x-amz-trailer").stream())
                .filter(name -> name.startsWith(ContentChecksum.HEADER))
                .findFirst();
        checksum = checksumHeader.map(ContentChecksum::of);
    }

    /**
     * Writes the content.
     *
     * @throws AwsException if it is not as announced; the file is not to be used then
     */
    ObjectVersion into(Path file, Optional<String> kmsKey) throws IOException {
        var trailers = Map.<String, String>of();
        long size;
        if (request.header("x-amz-content-sha256").orElse("").startsWith("STREAMING-")) {
            var chunks = new AwsChunkedInput(request.body());
            size = write(chunks, file);
            trailers = chunks.trailers();
            requireSame("IncompleteBody", "x-amz-decoded-content-length", String.valueOf(size));
        } else {
            size = write(request.body(), file);
            requireSame("IncompleteBody", "content-length", String.valueOf(size));
        }
        var etag = md5.digest();
        requireSame("BadDigest", "content-md5", Base64.getEncoder().encodeToString(etag));
        if (request.header("x-amz-content-sha256").orElse("").matches("[0-9a-f]{64}")) {
            var hash = HexFormat.of().formatHex(sha256.digest());
            requireSame("XAmzContentSHA256Mismatch", "x-amz-content-sha256", hash);
        }
        var headers = kept();
        if (checksumHeader.isPresent()) {
            var name = checksumHeader.get();
            var announced = request.header(name).orElse(trailers.get(name));
            var actual = checksum.orElseThrow().value();
            if (!actual.equals(announced)) {
                throw new AwsException(
                        "BadDigest", name + " is " + announced + ", but that of the content is " + actual);
            }
            headers.put(name, actual);
        }
        return new ObjectVersion(
                ObjectVersion.NULL,
                file.getFileName().toString(),
                size,
                HexFormat.of().formatHex(etag),
                System.currentTimeMillis(),
                kmsKey.orElse(null),
                headers);
    }

    private long write(InputStream body, Path file) throws IOException {
        long size = 0;
        try (var out = Files.newOutputStream(file)) {
            var buffer = new byte[1 << 16];
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                out.write(buffer, 0, read);
                md5.update(buffer, 0, read);
                sha256.update(buffer, 0, read);
                if (checksum.isPresent()) {
                    checksum.get().update(buffer, read);
                }
                size += read;
                if (size > LARGEST) {
                    throw new AwsException(
                            "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size, 5 GiB");
                }
            }
        }
        return size;
    }

    private void requireSame(String code, String header, String actual) {
        var announced = request.header(header);
        if (announced.isPresent() && !announced.get().equals(actual)) {
            throw new AwsException(code, header + " is " + announced.get() + ", but that of the content is " + actual);
        }
    }

    /** What a reader gets back, without {@code aws-chunked}, which was only the way here. */
    private Map<String, String> kept() {
        var kept = request.headers().entrySet().stream()
                .filter(header ->
                        KEPT.contains(header.getKey()) || header.getKey().startsWith(META))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, HashMap::new));
        request.header("content-encoding")
                .map(coding -> coding.replaceAll("aws-chunked,?\\s*", ""))
                .filter(coding -> !coding.isEmpty())
                .ifPresent(coding -> kept.put("content-encoding", coding));
        return kept;
    }
}
