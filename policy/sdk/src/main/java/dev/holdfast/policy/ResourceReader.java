package dev.holdfast.policy;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import pulumirpc.AnalyzerOuterClass.AnalyzeStackRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzerPropertyDependencies;
import pulumirpc.AnalyzerOuterClass.AnalyzerResource;
import pulumirpc.AnalyzerOuterClass.AnalyzerResourceOptions;

/**
 * Resources as the engine asks about them: {@code AnalyzeRequest} about one, whose fields are the first of {@code
 * AnalyzerResource}, and {@code AnalyzeStackRequest} about all. They are read from the messages themselves. Generated
 * classes would be asked a few thousand times in a run that is too short for the JVM to make them fast (bench/README.md).
 */
final class ResourceReader {
    // Most resources have one of a few.
    private final Map<ByteString, Optional<PolicyResource.Provider>> providers = new ConcurrentHashMap<>();
    private final Map<ByteString, Options> options = new ConcurrentHashMap<>();

    private record Options(ResourceOptions options, String parent) {
        private static final Options NONE = of(AnalyzerResourceOptions.getDefaultInstance());

        static Options of(AnalyzerResourceOptions options) {
            var timeouts = options.getCustomTimeouts();
            return new Options(
                    new ResourceOptions(
                            options.getProtect(),
                            options.getIgnoreChangesList(),
                            options.getDeleteBeforeReplace(),
                            options.getAdditionalSecretOutputsList(),
                            options.getAliasesList(),
                            new ResourceOptions.Timeouts(
                                    seconds(timeouts.getCreate()),
                                    seconds(timeouts.getUpdate()),
                                    seconds(timeouts.getDelete()))),
                    options.getParent());
        }

        private static Duration seconds(double seconds) {
            return Duration.ofMillis(Math.round(seconds * 1000));
        }
    }

    /** The type alone of the resource in a message. */
    String type(byte[] message) {
        try {
            var in = CodedInputStream.newInstance(message);
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                if (WireFormat.getTagFieldNumber(tag) == AnalyzerResource.TYPE_FIELD_NUMBER) {
                    return in.readStringRequireUtf8();
                }
                in.skipField(tag);
            }
            return "";
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The resource in a message. */
    PolicyResource resource(byte[] message) {
        try {
            return resource(CodedInputStream.newInstance(message));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** All resources in a message about a stack. */
    List<PolicyResource> resources(byte[] message) {
        try {
            var resources = new ArrayList<PolicyResource>();
            var in = CodedInputStream.newInstance(message);
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                if (WireFormat.getTagFieldNumber(tag) == AnalyzeStackRequest.RESOURCES_FIELD_NUMBER) {
                    resources.add(Wire.nested(in, this::resource));
                } else {
                    in.skipField(tag);
                }
            }
            return resources;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private PolicyResource resource(CodedInputStream in) throws IOException {
        var type = "";
        var properties = Value.of("", Map.of());
        var urn = "";
        var name = "";
        var parent = "";
        var given = Options.NONE;
        var provider = Optional.<PolicyResource.Provider>empty();
        var dependencies = new ArrayList<String>();
        var propertyDependencies = new LinkedHashMap<String, Set<String>>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case AnalyzerResource.TYPE_FIELD_NUMBER -> type = in.readStringRequireUtf8();
                case AnalyzerResource.PROPERTIES_FIELD_NUMBER -> properties = Wire.nested(in, Wire::properties);
                case AnalyzerResource.URN_FIELD_NUMBER -> urn = in.readStringRequireUtf8();
                case AnalyzerResource.NAME_FIELD_NUMBER -> name = in.readStringRequireUtf8();
                case AnalyzerResource.OPTIONS_FIELD_NUMBER -> given = options(in.readBytes());
                case AnalyzerResource.PROVIDER_FIELD_NUMBER -> provider = provider(in.readBytes());
                case AnalyzerResource.PARENT_FIELD_NUMBER -> parent = in.readStringRequireUtf8();
                case AnalyzerResource.DEPENDENCIES_FIELD_NUMBER -> dependencies.add(in.readStringRequireUtf8());
                case AnalyzerResource.PROPERTYDEPENDENCIES_FIELD_NUMBER -> {
                    var entry = Wire.nested(in, ResourceReader::dependencies);
                    propertyDependencies.put(entry.getKey(), entry.getValue());
                }
                default -> in.skipField(tag);
            }
        }
        return new PolicyResource(
                urn,
                type,
                name,
                properties,
                given.options(),
                provider,
                parent.isEmpty() ? given.parent() : parent,
                dependencies,
                propertyDependencies);
    }

    private static Map.Entry<String, Set<String>> dependencies(CodedInputStream entry) throws IOException {
        var property = "";
        var urns = new LinkedHashSet<String>();
        for (int tag = entry.readTag(); tag != 0; tag = entry.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case Wire.MAP_KEY -> property = entry.readStringRequireUtf8();
                case Wire.MAP_VALUE ->
                    urns.addAll(AnalyzerPropertyDependencies.parseFrom(entry.readBytes())
                            .getUrnsList());
                default -> entry.skipField(tag);
            }
        }
        return Map.entry(property, urns);
    }

    private Options options(ByteString message) throws InvalidProtocolBufferException {
        var known = options.get(message);
        if (known == null) {
            known = Options.of(AnalyzerResourceOptions.parseFrom(message));
            options.put(message, known);
        }
        return known;
    }

    /** {@code AnalyzerProviderResource}, whose fields are the first of a resource as well. */
    private Optional<PolicyResource.Provider> provider(ByteString message) throws IOException {
        var known = providers.get(message);
        if (known == null) {
            var read = resource(message.newCodedInput());
            known = Optional.of(new PolicyResource.Provider(read.urn(), read.type(), read.name(), read.properties()))
                    .filter(provider -> !provider.urn().isEmpty());
            providers.put(message, known);
        }
        return known;
    }

    private static UncheckedIOException unreadable(IOException e) {
        return new UncheckedIOException("the engine's message cannot be read: " + e.getMessage(), e);
    }
}
