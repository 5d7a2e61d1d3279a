package dev.holdfast.sandbox.services;

import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request to S3, with the bucket in its path, as the SDKs send it to an endpoint that is an address.
 *
 * @param bucket the bucket's name; empty for a request about all of them
 * @param key the object's key; empty for a request about the bucket
 * @param query the parameters
 * @param headers the headers by lower-case name
 */
record S3Request(
        String method,
        String bucket,
        String key,
        Map<String, String> query,
        Map<String, String> headers,
        InputStream body) {
    /** Parameters that name no part of a bucket or object, but say more of the request. */
    private static final List<String> DETAILS = List.of(
            "x-id",
            "versionId",
            "list-type",
            "prefix",
            "delimiter",
            "max-keys",
            "continuation-token",
            "start-after",
            "encoding-type",
            "fetch-owner");

    /**
     * Takes a request apart.
     *
     * @param path the path as it was sent, in percent-encoding
     * @param rawQuery the same of the query; may be null
     */
    static S3Request of(String method, String path, String rawQuery, Map<String, String> headers, InputStream body) {
        var name = path.substring(1);
        var slash = name.indexOf('/');
        var query = new TreeMap<String, String>();
        for (var pair : (rawQuery == null ? "" : rawQuery).split("&")) {
            var equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                query.put(
                        decoded(equals < 0 ? pair : pair.substring(0, equals)),
                        equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return new S3Request(
                method,
                decoded(slash < 0 ? name : name.substring(0, slash)),
                slash < 0 ? "" : decoded(name.substring(slash + 1)),
                query,
                headers,
                body);
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** S3's name of the operation, for example {@code GetObject}. */
    String operation() {
        var part = query.keySet().stream()
                .filter(name -> !DETAILS.contains(name))
                .findFirst()
                .orElse("");
        return bucket.isEmpty() ? "ListBuckets" : key.isEmpty() ? ofBucket(part) : ofObject(part);
    }

    private String ofBucket(String part) {
        return switch (method + " " + part) {
            case "GET " -> query.containsKey("list-type") ? "ListObjectsV2" : "ListObjects";
            case "GET versions" -> "ListObjectVersions";
            case "GET uploads" -> "ListMultipartUploads";
            case "PUT " -> "CreateBucket";
            case "POST delete" -> "DeleteObjects";
            default -> verb() + "Bucket" + words(part);
        };
    }

    private String ofObject(String part) {
        if (query.containsKey("uploadId")) {
            return switch (method) {
                case "PUT" -> "UploadPart";
                case "POST" -> "CompleteMultipartUpload";
                case "DELETE" -> "AbortMultipartUpload";
                default -> "ListParts";
            };
        }
        if (query.containsKey("uploads")) {
            return "CreateMultipartUpload";
        }
        return method.equals("PUT") && header("x-amz-copy-source").isPresent()
                ? "CopyObject"
                : verb() + "Object" + words(part);
    }

    private String verb() {
        return method.charAt(0) + method.substring(1).toLowerCase(Locale.ROOT);
    }

    /** Of {@code object-lock} makes {@code ObjectLock}. */
    private static String words(String part) {
        var words = new StringBuilder();
        for (var word : part.split("-")) {
            words.append(word.isEmpty() ? "" : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return words.toString();
    }

    /** In a path and query of S3, a plus sign is one. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
