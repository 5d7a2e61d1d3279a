package dev.holdfast.sandbox.services;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A command in the protocol of Redis and Valkey: an array of texts. */
record RedisCommand(List<String> words) {
    /** More than a login needs, and no more than a stranger may make this cloud remember. */
    private static final int LONGEST = 16 * 1024;

    /** Reads the next one. */
    static RedisCommand read(InputStream in) throws IOException {
        int count = number(in, '*');
        if (count < 1 || count > 16) {
            throw new IOException("a login has no " + count + " words");
        }
        var words = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            int length = number(in, '$');
            if (length < 0 || length > LONGEST) {
                throw new IOException("a login has no word of " + length + " bytes");
            }
            var word = in.readNBytes(length);
            line(in);
            words.add(new String(word, StandardCharsets.UTF_8));
        }
        return new RedisCommand(words);
    }

    static byte[] of(String... words) {
        var all = new ByteArrayOutputStream();
        all.writeBytes(("*" + words.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
        for (var word : words) {
            var bytes = word.getBytes(StandardCharsets.UTF_8);
            all.writeBytes(("$" + bytes.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
            all.writeBytes(bytes);
            all.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        return all.toByteArray();
    }

    /** Reads a line, without its end. */
    static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.length() > LONGEST) {
                throw new EOFException("the connection ended within a line");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private static int number(InputStream in, char kind) throws IOException {
        var line = line(in);
        if (!line.matches("\\" + kind + "\\d{1,6}")) {
            throw new IOException("'" + kind + "' was expected");
        }
        return Integer.parseInt(line.substring(1));
    }
}
