package dev.holdfast.policy;

import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import pulumirpc.AnalyzerOuterClass.AnalyzeRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzerProviderResource;
import pulumirpc.AnalyzerOuterClass.AnalyzerResource;
import pulumirpc.AnalyzerOuterClass.AnalyzerResourceOptions;

/**
 * Resources as they come over the wire. Unknown values are texts that stand for them, and secrets are objects with a
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

    private Wire() {}

    static PolicyResource resource(AnalyzeRequest request) {
        return new PolicyResource(
                request.getUrn(),
                request.getType(),
                request.getName(),
                properties(request.getProperties()),
                options(request.getOptions()),
                provider(request.hasProvider(), request.getProvider()),
                request.getOptions().getParent(),
                List.of(),
                Map.of());
    }

    static PolicyResource resource(AnalyzerResource resource) {
        var dependencies = new LinkedHashMap<String, Set<String>>();
        resource.getPropertyDependenciesMap()
                .forEach((property, urns) -> dependencies.put(property, new LinkedHashSet<>(urns.getUrnsList())));
        return new PolicyResource(
                resource.getUrn(),
                resource.getType(),
                resource.getName(),
                properties(resource.getProperties()),
                options(resource.getOptions()),
                provider(resource.hasProvider(), resource.getProvider()),
                resource.getParent(),
                resource.getDependenciesList(),
                dependencies);
    }

    private static Optional<PolicyResource.Provider> provider(boolean set, AnalyzerProviderResource provider) {
        return set && !provider.getUrn().isEmpty()
                ? Optional.of(new PolicyResource.Provider(
                        provider.getUrn(),
                        provider.getType(),
                        provider.getName(),
                        properties(provider.getProperties())))
                : Optional.empty();
    }

    private static ResourceOptions options(AnalyzerResourceOptions options) {
        var timeouts = options.getCustomTimeouts();
        return new ResourceOptions(
                options.getProtect(),
                options.getIgnoreChangesList(),
                options.getDeleteBeforeReplace(),
                options.getAdditionalSecretOutputsList(),
                options.getAliasesList(),
                new ResourceOptions.Timeouts(
                        seconds(timeouts.getCreate()), seconds(timeouts.getUpdate()), seconds(timeouts.getDelete())));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    static Value properties(Struct struct) {
        return Value.of("", object(struct));
    }

    private static Object raw(com.google.protobuf.Value value) {
        return switch (value.getKindCase()) {
            case STRING_VALUE -> UNKNOWN.contains(value.getStringValue()) ? Value.UNKNOWN : value.getStringValue();
            case NUMBER_VALUE -> number(value.getNumberValue());
            case BOOL_VALUE -> value.getBoolValue();
            case LIST_VALUE -> {
                var list = new ArrayList<Object>();
                value.getListValue().getValuesList().forEach(element -> list.add(raw(element)));
                yield list;
            }
            case STRUCT_VALUE -> {
                var fields = value.getStructValue().getFieldsMap();
                var signature = fields.get(SIGNATURE);
                yield signature != null && signature.getStringValue().equals(SECRET)
                        ? new Value.Secret(
                                raw(fields.getOrDefault("value", com.google.protobuf.Value.getDefaultInstance())))
                        : object(value.getStructValue());
            }
            case NULL_VALUE, KIND_NOT_SET -> null;
        };
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

    private static Map<String, Object> object(Struct struct) {
        var map = new LinkedHashMap<String, Object>();
        struct.getFieldsMap().forEach((name, value) -> {
            var raw = raw(value);
            if (raw != null) {
                map.put(name, raw);
            }
        });
        return map;
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
