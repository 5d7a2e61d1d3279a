package dev.holdfast.policy;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Properties as they come over the wire, {@code google.protobuf.Struct}, read without that class's objects: those of a
 * few thousand resources cost more than all rules. Unknown values are texts that stand for them, and secrets are objects with a
 * signature: pulumi/pulumi, sdk/go/common/resource/plugin/rpc.go and resource/sig.
 */
final class Wire {
    private static final String SIGNATURE = "4dabf18193072939515e22adb298388d";
    private static final String SECRET = "1b47061264138c4ac30d75fd1eb44270";
    private static final String UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    private static final Set<String> UNKNOWN = Set.of(
            UNKNOWN_TEXT,
            "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
            "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
            "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
            "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
            "030794c1-ac77-496b-92df-f27374a8bd58",
            "e48ece36-62e2-4504-bad9-02848725956a");

    // A map's entry is a message of these: https://protobuf.dev/programming-guides/encoding/#maps
    static final int MAP_KEY = 1;
    static final int MAP_VALUE = 2;

    /** Reads a message, up to its end. */
    interface Reading<T> {
        T from(CodedInputStream message) throws IOException;
    }

    private Wire() {}

    /** A message within the one that is read. */
    static <T> T nested(CodedInputStream in, Reading<T> reading) throws IOException {
        int end = in.pushLimit(in.readRawVarint32());
        var read = reading.from(in);
        in.popLimit(end);
        return read;
    }

    static Value properties(Struct struct) {
        try {
            return properties(struct.toByteString().newCodedInput());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Up to the end, or to the limit, of what is read. */
    static Value properties(CodedInputStream struct) throws IOException {
        return Value.of("", object(struct));
    }

    private static Map<String, Object> object(CodedInputStream struct) throws IOException {
        var map = new LinkedHashMap<String, Object>();
        for (int tag = struct.readTag(); tag != 0; tag = struct.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) == Struct.FIELDS_FIELD_NUMBER) {
                var field = nested(struct, Wire::field);
                if (field.getValue() != null) {
                    map.put(field.getKey(), field.getValue());
                }
            } else {
                struct.skipField(tag);
            }
        }
        return map;
    }

    private static Map.Entry<String, Object> field(CodedInputStream entry) throws IOException {
        var name = "";
        Object value = null;
        for (int tag = entry.readTag(); tag != 0; tag = entry.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case MAP_KEY -> name = entry.readStringRequireUtf8();
                case MAP_VALUE -> value = nested(entry, Wire::raw);
                default -> entry.skipField(tag);
            }
        }
        return new SimpleImmutableEntry<>(name, value);
    }

    private static Object raw(CodedInputStream value) throws IOException {
        Object raw = null;
        for (int tag = value.readTag(); tag != 0; tag = value.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case com.google.protobuf.Value.STRING_VALUE_FIELD_NUMBER -> {
                    var text = value.readStringRequireUtf8();
                    raw = UNKNOWN.contains(text) ? Value.UNKNOWN : text;
                }
                case com.google.protobuf.Value.NUMBER_VALUE_FIELD_NUMBER -> raw = number(value.readDouble());
                case com.google.protobuf.Value.BOOL_VALUE_FIELD_NUMBER -> raw = value.readBool();
                case com.google.protobuf.Value.STRUCT_VALUE_FIELD_NUMBER -> {
                    var fields = nested(value, Wire::object);
                    raw = SECRET.equals(fields.get(SIGNATURE)) ? new Value.Secret(fields.get("value")) : fields;
                }
                case com.google.protobuf.Value.LIST_VALUE_FIELD_NUMBER -> raw = nested(value, Wire::list);
                default -> value.skipField(tag);
            }
        }
        return raw;
    }

    private static List<Object> list(CodedInputStream in) throws IOException {
        var list = new ArrayList<Object>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) == ListValue.VALUES_FIELD_NUMBER) {
                list.add(nested(in, Wire::raw));
            } else {
                in.skipField(tag);
            }
        }
        return list;
    }

    /** Whole numbers are integers, as in a test: JSON does not tell 5432 from 5432.0, but messages would. */
    private static Number number(double number) {
        if (number == Math.rint(number) && Math.abs(number) < 1L << 53) {
            long whole = (long) number;
            if (whole == (int) whole) {
                return (int) whole;
            }
            return whole;
        }
        return number;
    }

    /** The other way round: for what a remediation changed. */
    static Struct struct(Value properties) {
        return wire(properties.raw()).getStructValue();
    }

    static com.google.protobuf.Value wire(Object raw) {
        var value = com.google.protobuf.Value.newBuilder();
        if (raw == null) {
            return value.setNullValue(NullValue.NULL_VALUE).build();
        }
        if (raw == Value.UNKNOWN) {
            return value.setStringValue(UNKNOWN_TEXT).build();
        }
        if (raw instanceof Value.Secret secret) {
            return value.setStructValue(Struct.newBuilder()
                            .putFields(SIGNATURE, wire(SECRET))
                            .putFields("value", wire(secret.value())))
                    .build();
        }
        if (raw instanceof String text) {
            return value.setStringValue(text).build();
        }
        if (raw instanceof Boolean bool) {
            return value.setBoolValue(bool).build();
        }
        if (raw instanceof Number number) {
            return value.setNumberValue(number.doubleValue()).build();
        }
        if (raw instanceof List<?> list) {
            var values = ListValue.newBuilder();
            list.forEach(element -> values.addValues(wire(element)));
            return value.setListValue(values).build();
        }
        if (raw instanceof Map<?, ?> map) {
            var fields = Struct.newBuilder();
            map.forEach((name, element) -> fields.putFields(name.toString(), wire(element)));
            return value.setStructValue(fields).build();
        }
        throw new IllegalArgumentException(raw.getClass().getName()
                + " is no value of a property; allowed are text, number, boolean, list and map");
    }
}
