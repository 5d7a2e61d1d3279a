package dev.holdfast.policy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * All resources of a stack, and what refers to what. A reference is resolved by its value where that is known: an id, an
 * ARN or a name of another resource. At a first preview it is not; then by what the property was computed from, as the
 * engine tells. What is ambiguous even so ends the rule with a {@link NotEvaluatedException}.
 *
 * <pre>{@code
 * for (var subnet : stack.referenced(service, "networkConfiguration.subnets", "aws:ec2/subnet:Subnet")) { ... }
 * }</pre>
 */
public final class PolicyStack {
    private static final List<String> IDENTITIES = List.of("id", "arn", "name", "bucket", "identifier", "keyId");

    private static final int ANY_NUMBER = -1;

    private final StackIdentity identity;
    private final List<PolicyResource> resources;
    private final Map<String, PolicyResource> byUrn = new HashMap<>();
    private final Map<String, List<PolicyResource>> byType = new LinkedHashMap<>();
    private final Map<String, List<PolicyResource>> byParent = new HashMap<>();
    private final Map<String, Set<PolicyResource>> byIdentity = new HashMap<>();
    private final Map<List<String>, Resolved> answers = new ConcurrentHashMap<>();

    /** @param resources in any order */
    public PolicyStack(StackIdentity identity, Collection<PolicyResource> resources) {
        this.identity = identity;
        // The engine's order differs from run to run; findings should not.
        this.resources = resources.stream()
                .sorted(Comparator.comparing(PolicyResource::urn))
                .toList();
        for (var resource : this.resources) {
            byUrn.put(resource.urn(), resource);
            byType.computeIfAbsent(resource.type(), type -> new ArrayList<>()).add(resource);
            byParent.computeIfAbsent(resource.parent(), parent -> new ArrayList<>())
                    .add(resource);
            for (var name : IDENTITIES) {
                identify(resource, resource.properties().get(name).raw());
            }
            identify(resource, idIn(resource.properties().get("arn").raw()));
        }
    }

    private void identify(PolicyResource resource, Object identity) {
        if (identity instanceof String text && !text.isEmpty()) {
            byIdentity.computeIfAbsent(text, key -> new LinkedHashSet<>()).add(resource);
        }
    }

    /** Not every provider repeats the id among the outputs; ARNs of these services end with it. */
    private static Object idIn(Object arn) {
        return arn instanceof String text && text.matches("arn:[^:]+:(ec2|kms|organizations):.+/.+")
                ? text.substring(text.lastIndexOf('/') + 1)
                : null;
    }

    /** Which stack it is. */
    public StackIdentity identity() {
        return identity;
    }

    /** All of them, by URN. */
    public List<PolicyResource> resources() {
        return resources;
    }

    /** Those of some types, by URN. */
    public List<PolicyResource> resources(String... types) {
        return Arrays.stream(types)
                .flatMap(type -> byType.getOrDefault(type, List.of()).stream())
                .toList();
    }

    /** The URN of the stack itself, about which a finding is that is about no resource; empty if it is not among them. */
    String root() {
        return resources("pulumi:pulumi:Stack").stream()
                .findFirst()
                .map(PolicyResource::urn)
                .orElse("");
    }

    /** The one with this URN. */
    public Optional<PolicyResource> resource(String urn) {
        return Optional.ofNullable(byUrn.get(urn));
    }

    /** What a resource belongs to. */
    public Optional<PolicyResource> parent(PolicyResource resource) {
        return resource(resource.parent());
    }

    /** What belongs to a resource, at any depth. */
    public List<PolicyResource> descendants(PolicyResource resource) {
        var found = new ArrayList<PolicyResource>();
        var waiting = new ArrayDeque<>(byParent.getOrDefault(resource.urn(), List.of()));
        while (!waiting.isEmpty()) {
            var next = waiting.poll();
            found.add(next);
            waiting.addAll(byParent.getOrDefault(next.urn(), List.of()));
        }
        return found;
    }

    /**
     * The resources of some types that a property refers to, by id, ARN or name, in a text or anywhere in a list or
     * object. Known values that are no resource of this stack's are left out: ask {@link #external}.
     *
     * @throws NotEvaluatedException if what is unknown may be one of several
     */
    public List<PolicyResource> referenced(PolicyResource from, String path, String... types) {
        return resolve(from, path, types).decided().resources();
    }

    /**
     * The one resource that a property refers to.
     *
     * @return none if it is absent, or refers to what is not of this stack
     * @throws NotEvaluatedException if it is ambiguous
     */
    public Optional<PolicyResource> reference(PolicyResource from, String path, String... types) {
        var found = referenced(from, path, types);
        if (found.size() > 1) {
            throw new NotEvaluatedException(path + " of " + from.label() + " refers to " + found.size() + " resources");
        }
        return found.stream().findFirst();
    }

    /**
     * The known texts in a property that are no resource of these types in this stack.
     *
     * @throws NotEvaluatedException if what is unknown may be one of several
     */
    public List<String> external(PolicyResource from, String path, String... types) {
        return resolve(from, path, types).decided().external();
    }

    /**
     * The resources of a type whose property refers to a resource. It finds those that are certain; only if there are none
     * does an undecided one count, so it answers "is there any?". Where each one matters, ask {@link #everyReferring}.
     *
     * @throws NotEvaluatedException if none is certain, and one may be
     */
    public List<PolicyResource> referring(String type, String path, PolicyResource to) {
        var found = certain(type, path, to);
        if (found.isEmpty()) {
            refuseUndecided(type, path, to);
        }
        return found;
    }

    /**
     * The resources of a type whose property refers to a resource, all of them.
     *
     * @throws NotEvaluatedException if it is not certain of one whether it does
     */
    public List<PolicyResource> everyReferring(String type, String path, PolicyResource to) {
        refuseUndecided(type, path, to);
        return certain(type, path, to);
    }

    private List<PolicyResource> certain(String type, String path, PolicyResource to) {
        return resources(type).stream()
                .filter(candidate ->
                        resolve(candidate, path, to.type()).resources().contains(to))
                .toList();
    }

    private void refuseUndecided(String type, String path, PolicyResource to) {
        for (var candidate : resources(type)) {
            var resolved = resolve(candidate, path, to.type());
            if (!resolved.resources().contains(to) && resolved.mayBe(to)) {
                throw new NotEvaluatedException(resolved.undecided());
            }
        }
    }

    /**
     * What a property refers to.
     *
     * @param resources that are certain
     * @param external known texts that are none of this stack's
     * @param undecided why it may refer to others; null if it does not
     * @param possible which others; if it is undecided and there are none, any
     */
    private record Resolved(
            List<PolicyResource> resources, List<String> external, String undecided, Set<PolicyResource> possible) {
        Resolved decided() {
            if (undecided != null) {
                throw new NotEvaluatedException(undecided);
            }
            return this;
        }

        boolean mayBe(PolicyResource resource) {
            return undecided != null && (possible.isEmpty() || possible.contains(resource));
        }
    }

    private Resolved resolve(PolicyResource from, String path, String... types) {
        // Rules ask the same of many resources in turn.
        var question = new ArrayList<>(List.of(from.urn(), path));
        question.addAll(Arrays.asList(types));
        return answers.computeIfAbsent(question, asked -> resolved(from, path, types));
    }

    private Resolved resolved(PolicyResource from, String path, String... types) {
        var found = new LinkedHashSet<PolicyResource>();
        var external = new ArrayList<String>();
        int unknown = 0;
        var value = from.property(path);
        for (var leaf : value.leaves().toList()) {
            if (leaf.isUnknown()) {
                unknown++;
            } else if (leaf.raw() instanceof String text) {
                var known = identified(from, path, text, types);
                known = known.isEmpty() ? onlyOrigin(from, path, text, types) : known;
                found.addAll(known);
                if (known.isEmpty()) {
                    external.add(text);
                }
            }
        }
        return unknown == 0
                ? new Resolved(List.copyOf(found), List.copyOf(external), null, Set.of())
                : computed(from, path, types, value.isUnknown() ? ANY_NUMBER : unknown, found, external);
    }

    /** The one resource that a known id was computed from, if it does not say its own. */
    private List<PolicyResource> onlyOrigin(PolicyResource from, String path, String text, String... types) {
        var origins = origins(from, path).stream()
                .flatMap(urn -> resource(urn).stream())
                .filter(origin -> types.length > 0 && isOneOf(origin, types))
                .toList();
        return origins.size() == 1
                        && !text.startsWith("arn:")
                        && from.property(path).raw() instanceof String
                        && origins.get(0).property("id").isAbsent()
                        && origins.get(0).property("arn").isAbsent()
                ? origins
                : List.of();
    }

    private List<PolicyResource> identified(PolicyResource from, String path, String text, String... types) {
        var found = byIdentity.getOrDefault(text, Set.of()).stream()
                .filter(resource -> isOneOf(resource, types) && !resource.urn().equals(from.urn()))
                .toList();
        if (found.isEmpty() && text.startsWith("arn:")) {
            found = within(text, types);
        }
        return found.size() > 1 ? nearest(from, path, found) : found;
    }

    /** An ARN of something within: a version of a secret, a stream of a log group, an object in a bucket. */
    private List<PolicyResource> within(String text, String... types) {
        var found = new ArrayList<PolicyResource>();
        int longest = 0;
        for (var resource : types.length == 0 ? resources : resources(types)) {
            if (resource.properties().get("arn").raw() instanceof String arn
                    && arn.length() >= longest
                    && (text.startsWith(arn + ":") || text.startsWith(arn + "/"))) {
                if (arn.length() > longest) {
                    found.clear();
                    longest = arn.length();
                }
                found.add(resource);
            }
        }
        return found;
    }

    /**
     * Of several that have one name, such as the same role in each account: those that the property was computed from, or
     * those of the same provider.
     */
    private static List<PolicyResource> nearest(PolicyResource from, String path, List<PolicyResource> found) {
        var origins = origins(from, path);
        var computedFrom = found.stream()
                .filter(resource -> origins.contains(resource.urn()))
                .toList();
        if (!computedFrom.isEmpty()) {
            return computedFrom;
        }
        var provider = from.provider().map(PolicyResource.Provider::urn);
        var besides = found.stream()
                .filter(resource -> provider.isPresent()
                        && resource.provider().map(PolicyResource.Provider::urn).equals(provider))
                .toList();
        return besides.isEmpty() ? found : besides;
    }

    /** @param wanted how many unknown parts there are; {@link #ANY_NUMBER} if all of the property is unknown */
    private Resolved computed(
            PolicyResource from,
            String path,
            String[] types,
            int wanted,
            Set<PolicyResource> known,
            List<String> external) {
        var direct = new LinkedHashSet<PolicyResource>();
        var within = new LinkedHashSet<PolicyResource>();
        var origins = origins(from, path);
        boolean nothingElse = !origins.isEmpty();
        for (var urn : origins) {
            var origin = byUrn.get(urn);
            if (origin != null && isOneOf(origin, types)) {
                direct.add(origin);
                continue;
            }
            nothingElse = false;
            if (origin != null && origin.isComponent()) {
                descendants(origin).stream()
                        .filter(child -> isOneOf(child, types))
                        .forEach(within::add);
            }
        }
        direct.removeAll(known);
        within.removeAll(known);
        within.removeAll(direct);
        var all = new LinkedHashSet<>(direct);
        all.addAll(within);

        // Each unknown part was computed from at least one of its origins.
        boolean certainlyDirect = wanted == ANY_NUMBER
                ? within.isEmpty() && !direct.isEmpty()
                : direct.size() == wanted || nothingElse && direct.size() < wanted;
        boolean certainlyAll = wanted == ANY_NUMBER ? all.size() == 1 : all.size() == wanted;
        if (certainlyDirect || certainlyAll) {
            known.addAll(certainlyDirect ? direct : all);
            return new Resolved(List.copyOf(known), List.copyOf(external), null, Set.of());
        }
        var why = path + " of " + from.label() + " is not known before the update, and "
                + (all.isEmpty()
                        ? "nothing tells what it refers to"
                        : "may be any of "
                                + all.stream()
                                        .map(PolicyResource::label)
                                        .limit(6)
                                        .collect(Collectors.joining(", "))
                                + (all.size() > 6 ? " and " + (all.size() - 6) + " more" : ""));
        return new Resolved(List.copyOf(known), List.copyOf(external), why, all);
    }

    private static Set<String> origins(PolicyResource from, String path) {
        int end = 0;
        while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
            end++;
        }
        return from.propertyDependencies().getOrDefault(path.substring(0, end), Set.of());
    }

    private static boolean isOneOf(PolicyResource resource, String... types) {
        return types.length == 0 || Arrays.asList(types).contains(resource.type());
    }
}
