package dev.holdfast.sandbox.provider;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * Text of the catalogue with places to fill in: <code>${name}</code> is a property, and there are <code>${hex 17}</code>,
 * <code>${digits 12}</code>, <code>${letters 6}</code>, <code>${upper 6}</code> (random), <code>${crc name}</code> (its checksum) and
 * <code>${name after marker}</code> (the rest of a property's text). A template that is one place keeps the type of its
 * value.
 */
final class Template {
    private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]+)}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private Template() {}

    /** Fills in a template, or all those in a list or map. A place without a value becomes empty. */
    static Object fill(Object template, Function<String, Object> properties) {
        if (template instanceof List<?> list) {
            return list.stream().map(one -> fill(one, properties)).toList();
        }
        if (template instanceof Map<?, ?> map) {
            var filled = new LinkedHashMap<String, Object>();
            map.forEach((name, one) -> filled.put(String.valueOf(name), fill(one, properties)));
            return filled;
        }
        if (!(template instanceof String text)) {
            return template;
        }
        var whole = PLACE.matcher(text);
        if (whole.matches()) {
            return place(whole.group(1), properties);
        }
        return text(text, properties);
    }

    /** Fills in a template of text. */
    static String text(String template, Function<String, Object> properties) {
        return PLACE.matcher(template).replaceAll(found -> {
            var value = place(found.group(1), properties);
            return Matcher.quoteReplacement(value == null ? "" : value.toString());
        });
    }

    private static Object place(String expression, Function<String, Object> properties) {
        var words = expression.split(" ");
        if (words.length == 2) {
            return switch (words[0]) {
                case "hex" -> random("0123456789abcdef", words[1]);
                case "digits" ->
                    "" + (1 + RANDOM.nextInt(9))
                            + random("0123456789", words[1]).substring(1);
                case "upper" -> random("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", words[1]);
                case "letters" -> random("abcdefghijklmnopqrstuvwxyz0123456789", words[1]);
                case "crc" -> crc(String.valueOf(properties.apply(words[1])));
                default -> throw new IllegalArgumentException("the catalogue knows no ${" + expression + "}");
            };
        }
        if (words.length == 3 && words[1].equals("after")) {
            var text = String.valueOf(properties.apply(words[0]));
            var marker = text.indexOf(words[2]);
            return marker < 0 ? text : text.substring(marker + words[2].length());
        }
        return properties.apply(expression);
    }

    private static String random(String alphabet, String length) {
        return RANDOM.ints(Integer.parseInt(length), 0, alphabet.length())
                .mapToObj(index -> alphabet.substring(index, index + 1))
                .collect(Collectors.joining());
    }

    private static String crc(String text) {
        var crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return Long.toString(crc.getValue());
    }
}
