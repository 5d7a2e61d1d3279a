package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.AwsException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** A checksum that an SDK sends with a content: {@code x-amz-checksum-<algorithm>}. */
final class ContentChecksum {
    static final String HEADER = "x-amz-checksum-";

    private final Checksum crc;
    private final MessageDigest digest;

    private ContentChecksum(Checksum crc, MessageDigest digest) {
        this.crc = crc;
        this.digest = digest;
    }

    /**
     * The checksum of a header's name.
     *
     * @throws AwsException {@code NotImplemented} if the algorithm is none of the JDK's
     */
    static ContentChecksum of(String header) {
        return switch (header.substring(HEADER.length())) {
            case "crc32" -> new ContentChecksum(new CRC32(), null);
            case "crc32c" -> new ContentChecksum(new CRC32C(), null);
            case "sha1" -> new ContentChecksum(null, digest("SHA-1"));
            case "sha256" -> new ContentChecksum(null, digest("SHA-256"));
            default ->
                throw new AwsException(
                        "NotImplemented",
                        "The sandbox does not know " + header + "; it knows crc32, crc32c, sha1 and sha256");
        };
    }

    static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    void update(byte[] bytes, int length) {
        if (crc == null) {
            digest.update(bytes, 0, length);
        } else {
            crc.update(bytes, 0, length);
        }
    }

    /** As S3 writes it, in Base64. */
    String value() {
        var bytes = crc == null
                ? digest.digest()
                : ByteBuffer.allocate(Integer.BYTES)
                        .putInt((int) crc.getValue())
                        .array();
        return Base64.getEncoder().encodeToString(bytes);
    }
}
