package dev.holdfast.sandbox.provider;

import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;
import dev.holdfast.sandbox.provider.ControlPlane.Caller;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The outputs of resources, as the catalogue describes them. Its templates may also name {@code account},
 * {@code region}, {@code now}, <code>${next revision of family}</code> (one more than the greatest of those that share a
 * property) and <code>${subnets -> vpcId}</code> (a property of the resource that a reference names).
 */
final class Outputs {
    private static final Pattern NEXT = Pattern.compile("next (\\S+) of (\\S+)");
    private static final Pattern OF_OTHER = Pattern.compile("(\\S+) -> (\\S+)");

    private final Catalogue catalogue;
    private final Resources resources;

    Outputs(Catalogue catalogue, Resources resources) {
        this.catalogue = catalogue;
        this.resources = resources;
    }

    /** Of a resource that is not created yet: what AWS will compute is unknown. */
    Map<String, Object> planned(String token, Caller caller, Map<String, Object> inputs) {
        var planned = settled(token, caller, inputs);
        catalogue.type(token).computed().keySet().forEach(name -> planned.putIfAbsent(name, Wire.UNKNOWN));
        var settable = Schema.ofInputs(token).names();
        Schema.outputs(token).stream()
                .filter(name -> !settable.contains(name))
                .forEach(name -> planned.putIfAbsent(name, Wire.UNKNOWN));
        return planned;
    }

    /** Of a resource after a change in place, without what is computed anew. */
    Map<String, Object> changed(
            String token,
            Caller caller,
            Map<String, Object> outputs,
            Map<String, Object> before,
            Map<String, Object> after) {
        var changed = new HashMap<>(outputs);
        changed.keySet().removeAll(before.keySet());
        changed.putAll(settled(token, caller, after));
        return changed;
    }

    /** The inputs, with the type's defaults and all tags. */
    Map<String, Object> settled(String token, Caller caller, Map<String, Object> inputs) {
        var settled = new HashMap<>(catalogue.type(token).defaults());
        settled.putAll(inputs);
        settled.keySet().removeIf(name -> name.startsWith("__"));
        if (Schema.outputs(token).contains("tagsAll")) {
            settled.put("tagsAll", tagsAll(caller, inputs.get("tags")));
        }
        return settled;
    }

    /** A new resource with its id and all that AWS computes. */
    Resource identified(Resource bare) {
        var computed = new HashMap<String, Object>();
        var properties = properties(bare, computed);
        computeMissing(bare, properties);
        var id = String.valueOf(properties.apply("id"));
        computed.remove("id");
        return new Resource(
                bare.type(),
                bare.account(),
                bare.region(),
                id,
                bare.inputs(),
                bare.with(computed).outputs());
    }

    /** The outputs that AWS computes and that the resource does not have yet. */
    Map<String, Object> computed(Resource resource) {
        var computed = new HashMap<String, Object>();
        computeMissing(resource, properties(resource, computed));
        return computed;
    }

    /** A property of a resource, or one of the names that templates know. */
    Object property(Resource resource, String name) {
        var next = NEXT.matcher(name);
        if (next.matches()) {
            return next(resource, next.group(1), next.group(2));
        }
        var other = OF_OTHER.matcher(name);
        if (other.matches()) {
            var to = catalogue
                    .type(resource.type())
                    .references()
                    .get(other.group(1))
                    .to();
            return ResourceType.values(other.group(1), resource.outputs())
                    .flatMap(value -> named(resource, to, value))
                    .map(one -> one.outputs().get(other.group(2)))
                    .findFirst()
                    .orElse(null);
        }
        return switch (name) {
            case "account" -> resource.account();
            case "region" -> resource.region();
            case "id" -> resource.id();
            case "now" -> Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
            default -> ResourceType.values(name, resource.outputs()).findFirst().orElse(null);
        };
    }

    /** The resources of a type, in the account and region of another, that a value names: id, ARN or name. */
    Stream<Resource> named(Resource from, String type, Object value) {
        return resources
                .in(from.account(), type)
                .filter(one ->
                        one.region().equals(Resource.GLOBAL) || one.region().equals(from.region()))
                .filter(one -> !catalogue.type(type).closed(one.outputs()))
                .filter(one -> one.isNamed(value));
    }

    /** The region that a resource of a type is in. */
    String region(String token, Caller caller) {
        return catalogue.type(token).global() ? Resource.GLOBAL : caller.region();
    }

    private static Object tagsAll(Caller caller, Object tags) {
        if (tags == Wire.UNKNOWN) {
            return Wire.UNKNOWN;
        }
        var all = new TreeMap<String, Object>(caller.defaultTags());
        if (tags instanceof Map<?, ?> own) {
            own.forEach((name, value) -> all.put(String.valueOf(name), value));
        }
        return all;
    }

    private void computeMissing(Resource resource, Function<String, Object> properties) {
        catalogue.type(resource.type()).computed().keySet().stream()
                .filter(name -> !resource.outputs().containsKey(name))
                .forEach(properties::apply);
    }

    /** Computes on demand, so that templates can name each other; {@code computed} collects what was. */
    private Function<String, Object> properties(Resource resource, Map<String, Object> computed) {
        var type = catalogue.type(resource.type());
        return new Function<>() {
            @Override
            public Object apply(String name) {
                if (computed.containsKey(name)) {
                    return computed.get(name);
                }
                var isNewId = name.equals("id") && resource.id().isEmpty();
                var template = isNewId ? type.id() : type.computed().get(name);
                if (template == null || !isNewId && resource.outputs().containsKey(name)) {
                    return property(resource, name);
                }
                // A template that names its own property means the place of that name, such as ${region}.
                computed.put(
                        name,
                        Template.fill(
                                template, place -> place.equals(name) ? property(resource, place) : apply(place)));
                return computed.get(name);
            }
        };
    }

    private int next(Resource resource, String number, String shared) {
        return 1
                + resources
                        .beside(resource, resource.type())
                        .filter(one -> one.text(shared).equals(resource.text(shared)))
                        .mapToInt(one -> one.number(number, 0))
                        .max()
                        .orElse(0);
    }
}
