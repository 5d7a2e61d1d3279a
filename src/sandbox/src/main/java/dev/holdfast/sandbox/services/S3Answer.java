package dev.holdfast.sandbox.services;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** An answer of S3; whoever sends it closes its body. */
record S3Answer(int status, Map<String, String> headers, InputStream body) {
    /** An answer without a body. */
    static S3Answer of(int status, Map<String, String> headers) {
        return new S3Answer(status, headers, InputStream.nullInputStream());
    }

    static S3Answer xml(int status, String body) {
        var bytes = ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + body).getBytes(StandardCharsets.UTF_8);
        return new S3Answer(
                status,
                new TreeMap<>(
                        Map.of("Content-Type", "application/xml", "Content-Length", String.valueOf(bytes.length))),
                new ByteArrayInputStream(bytes));
    }

    /** A text as XML has it. */
    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
