package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.AwsException;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The content in a body that is encoded as {@code aws-chunked}: each chunk follows its size in hexadecimal digits, and
 * after the last one, of size 0, there may be trailing headers, as there are when an SDK computes a checksum on the way.
 */
final class AwsChunkedInput extends FilterInputStream {
    private static final int LONGEST_LINE = 8192;
    private static final Pattern SIZE = Pattern.compile("[0-9A-Fa-f]{1,15}");

    private final Map<String, String> trailers = new HashMap<>();
    private long left;
    private boolean begun;
    private boolean ended;

    AwsChunkedInput(InputStream body) {
        super(body);
    }

    /** The headers after the last chunk, by lower-case name; there when everything is read. */
    Map<String, String> trailers() {
        return Map.copyOf(trailers);
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (left == 0 && !ended) {
            next();
        }
        if (ended) {
            return -1;
        }
        int read = in.read(bytes, offset, (int) Math.min(length, left));
        if (read < 0) {
            throw incomplete();
        }
        left -= read;
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void next() throws IOException {
        if (begun && !line().isEmpty()) {
            throw incomplete();
        }
        begun = true;
        var size = line().replaceFirst(";.*", "");
        if (!SIZE.matcher(size).matches()) {
            throw incomplete();
        }
        left = Long.parseLong(size, 16);
        if (left == 0) {
            ended = true;
            for (var line = line(); !line.isEmpty(); line = line()) {
                var colon = line.indexOf(':');
                if (colon > 0) {
                    trailers.put(
                            line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                            line.substring(colon + 1).strip());
                }
            }
        }
    }

    /** Up to the end of the line, which the body's end is too. */
    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (line.size() == LONGEST_LINE) {
                throw incomplete();
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }

    private static AwsException incomplete() {
        return new AwsException("IncompleteBody", "The request body is not the aws-chunked content that it should be");
    }
}
