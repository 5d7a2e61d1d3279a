package dev.holdfast.sandbox.provider;

import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Property values as the engine sends them, and as JSON values; unset properties are absent, never null. */
final class Wire {
    /** A value that is not known before the update; the engine marks it with one of {@link #SENTINELS}. */
    static final Object UNKNOWN = new Object() {
        @Override
        public String toString() {
            return "(known after the update)";
        }
    };

    private static final String UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    private static final List<String> SENTINELS = List.of(
            UNKNOWN_TEXT,
            "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
            "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
            "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
            "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
            "030794c1-ac77-496b-92df-f27374a8bd58",
            "e48ece36-62e2-4504-bad9-02848725956a");
    private static final String SIGNATURE = "4dabf18193072939515e22adb298388d";
    private static final String SECRET = "1b47061264138c4ac30d75fd1eb44270";
    private static final String OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

    private Wire() {}

    static Map<String, Object> map(Struct struct) {
        var map = new LinkedHashMap<String, Object>();
        struct.getFieldsMap().forEach((name, value) -> {
            var plain = plain(value);
            if (plain != null) {
                map.put(name, plain);
            }
        });
        return map;
    }

    static Struct struct(Map<String, ?> map) {
        var struct = Struct.newBuilder();
        map.forEach((name, value) -> struct.putFields(name, value(value)));
        return struct.build();
    }

    /** Whether a value, or something in it, is unknown. */
    static boolean hasUnknown(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().anyMatch(Wire::hasUnknown);
        }
        if (value instanceof Collection<?> list) {
            return list.stream().anyMatch(Wire::hasUnknown);
        }
        return value == UNKNOWN;
    }

    private static Object plain(Value value) {
        return switch (value.getKindCase()) {
            case NULL_VALUE, KIND_NOT_SET -> null;
            case BOOL_VALUE -> value.getBoolValue();
            case NUMBER_VALUE -> number(value.getNumberValue());
            case STRING_VALUE -> SENTINELS.contains(value.getStringValue()) ? UNKNOWN : (Object) value.getStringValue();
            case LIST_VALUE -> {
                var list = new ArrayList<Object>();
                value.getListValue().getValuesList().forEach(one -> list.add(plain(one)));
                yield list;
            }
            case STRUCT_VALUE -> unwrapped(value.getStructValue());
        };
    }

    /** A secret or an output is its value; an output without a value is unknown. */
    private static Object unwrapped(Struct struct) {
        var signature =
                struct.getFieldsOrDefault(SIGNATURE, Value.getDefaultInstance()).getStringValue();
        if (signature.equals(SECRET) || signature.equals(OUTPUT)) {
            return struct.containsFields("value") ? plain(struct.getFieldsOrThrow("value")) : UNKNOWN;
        }
        return map(struct);
    }

    /** Whole numbers are the same value whether they come from the engine, from YAML or from a file of the cloud. */
    private static Object number(double number) {
        if (number == Math.rint(number) && Math.abs(number) <= Integer.MAX_VALUE) {
            return (int) number;
        }
        return number;
    }

    private static Value value(Object value) {
        var wire = Value.newBuilder();
        if (value == null) {
            wire.setNullValue(NullValue.NULL_VALUE);
        } else if (value == UNKNOWN) {
            wire.setStringValue(UNKNOWN_TEXT);
        } else if (value instanceof Boolean truth) {
            wire.setBoolValue(truth);
        } else if (value instanceof Number number) {
            wire.setNumberValue(number.doubleValue());
        } else if (value instanceof Map<?, ?> map) {
            var struct = Struct.newBuilder();
            map.forEach((name, one) -> struct.putFields(String.valueOf(name), value(one)));
            wire.setStructValue(struct);
        } else if (value instanceof Collection<?> list) {
            var values = ListValue.newBuilder();
            list.forEach(one -> values.addValues(value(one)));
            wire.setListValue(values);
        } else {
            wire.setStringValue(value.toString());
        }
        return wire.build();
    }
}
