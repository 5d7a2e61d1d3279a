package dev.holdfast.sandbox.services;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Map;

/**
 * A version of an object in a bucket, or the mark that the object was deleted.
 *
 * @param id {@link #NULL} where the bucket is not versioned
 * @param data the name of the file with its content; none if it is a delete marker
 * @param etag without its quotation marks
 * @param modified in milliseconds
 * @param kmsKey the ARN of the key that encrypts it; none for S3's own
 * @param headers what a reader gets back, by the lower-case names of HTTP headers
 */
record ObjectVersion(
        String id, String data, long size, String etag, long modified, String kmsKey, Map<String, String> headers) {
    /** What S3 calls the version of an object in a bucket that is not versioned. */
    static final String NULL = "null";

    ObjectVersion {
        headers = headers == null ? Map.of() : Map.copyOf(headers);
    }

    static ObjectVersion deleted(String id, long modified) {
        return new ObjectVersion(id, null, 0, "", modified, null, Map.of());
    }

    @JsonIgnore
    boolean isDeleteMarker() {
        return data == null;
    }

    /** The same with the id that the bucket gives it. */
    ObjectVersion as(String newId) {
        return new ObjectVersion(newId, data, size, etag, modified, kmsKey, headers);
    }
}
