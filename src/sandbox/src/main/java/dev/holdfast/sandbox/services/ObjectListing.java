package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.AwsException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.NavigableMap;
import java.util.function.UnaryOperator;

/** The answer to a ListObjectsV2: a page of the keys, and of what keys begin with up to a delimiter. */
final class ObjectListing {
    private static final int LARGEST_PAGE = 1000;

    private final S3Request request;
    private final UnaryOperator<String> encoding;
    private final StringBuilder contents = new StringBuilder();
    private final LinkedHashSet<String> prefixes = new LinkedHashSet<>();
    private String last = "";
    private int count;
    private boolean truncated;

    ObjectListing(S3Request request) {
        this.request = request;
        encoding = request.parameter("encoding-type").filter("url"::equals).isPresent()
                ? text -> URLEncoder.encode(text, StandardCharsets.UTF_8).replace("%2F", "/")
                : S3Answer::escaped;
    }

    /** The page of these objects. */
    String of(NavigableMap<String, ObjectVersion> objects) {
        var most = page();
        var prefix = request.parameter("prefix").orElse("");
        for (var object : objects.tailMap(after(), false).entrySet()) {
            if (object.getKey().startsWith(prefix) && !add(object.getKey(), object.getValue(), prefix, most)) {
                truncated = true;
                break;
            }
        }
        return "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                + element("Name", request.bucket())
                + element("Prefix", encoding.apply(prefix))
                + request.parameter("delimiter")
                        .map(delimiter -> element("Delimiter", encoding.apply(delimiter)))
                        .orElse("")
                + request.parameter("start-after")
                        .map(start -> element("StartAfter", encoding.apply(start)))
                        .orElse("")
                + request.parameter("continuation-token")
                        .map(token -> element("ContinuationToken", S3Answer.escaped(token)))
                        .orElse("")
                + request.parameter("encoding-type")
                        .map(type -> element("EncodingType", S3Answer.escaped(type)))
                        .orElse("")
                + element("MaxKeys", String.valueOf(most))
                + element("KeyCount", String.valueOf(count))
                + element("IsTruncated", String.valueOf(truncated))
                + (truncated ? element("NextContinuationToken", token(last)) : "")
                + contents
                + prefixes.stream()
                        .map(one -> "<CommonPrefixes>" + element("Prefix", encoding.apply(one)) + "</CommonPrefixes>")
                        .reduce("", String::concat)
                + "</ListBucketResult>";
    }

    /** Whether there was room for it. */
    private boolean add(String key, ObjectVersion object, String prefix, int most) {
        var delimiter = request.parameter("delimiter").orElse("");
        int end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
        var group = end < 0 ? "" : key.substring(0, end + delimiter.length());
        if (prefixes.contains(group)) {
            last = key;
            return true;
        }
        if (count == most) {
            return false;
        }
        count++;
        last = key;
        if (end >= 0) {
            prefixes.add(group);
        } else {
            contents.append("<Contents>")
                    .append(element("Key", encoding.apply(key)))
                    .append(element(
                            "LastModified",
                            Instant.ofEpochMilli(object.modified()).toString()))
                    .append(element("ETag", "&quot;" + object.etag() + "&quot;"))
                    .append(element("Size", String.valueOf(object.size())))
                    .append(element("StorageClass", "STANDARD"))
                    .append("</Contents>");
        }
        return true;
    }

    private int page() {
        try {
            int most = Integer.parseInt(request.parameter("max-keys").orElse(String.valueOf(LARGEST_PAGE)));
            if (most >= 0) {
                return Math.min(most, LARGEST_PAGE);
            }
        } catch (NumberFormatException notANumber) {
            // falls through to the same refusal as a number below 0
        }
        throw new AwsException(
                "InvalidArgument", "max-keys is '" + request.query().get("max-keys") + "', allowed is a number from 0");
    }

    private String after() {
        try {
            return request.parameter("continuation-token")
                    .map(token -> new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8))
                    .or(() -> request.parameter("start-after"))
                    .orElse("");
        } catch (IllegalArgumentException e) {
            throw new AwsException("InvalidArgument", "The continuation token provided is incorrect");
        }
    }

    private static String token(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String element(String name, String content) {
        return "<" + name + ">" + content + "</" + name + ">";
    }
}
