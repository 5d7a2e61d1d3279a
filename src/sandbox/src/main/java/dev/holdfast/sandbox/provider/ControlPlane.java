package dev.holdfast.sandbox.provider;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Behaviour;
import dev.holdfast.sandbox.cloud.Incomplete;
import dev.holdfast.sandbox.cloud.Report;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What happens in the cloud when a resource is asked for, changed and deleted: the catalogue's rules first, then the
 * type's behaviour. Safe for use by several threads: two requests cannot both take a name.
 */
public final class ControlPlane {
    private final Catalogue catalogue = new Catalogue();
    private final Resources resources;
    private final Map<String, Behaviour> behaviours;
    private final Outputs outputs;
    private final Rules rules;
    private final Unclaimed unclaimed;

    /** Who asks: the account and region that a provider is configured for, and the tags that it adds. */
    record Caller(String account, String region, Map<String, String> defaultTags) {}

    /** A resource after an operation, and why it is not ready; empty if it is. */
    record Outcome(Resource resource, Optional<String> incomplete) {}

    /** Opens what is there. */
    public ControlPlane(Resources resources, Map<String, Behaviour> behaviours) {
        this.resources = resources;
        this.behaviours = Map.copyOf(behaviours);
        this.outputs = new Outputs(catalogue, resources);
        this.rules = new Rules(catalogue, resources, outputs);
        this.unclaimed = new Unclaimed(resources);
    }

    Catalogue catalogue() {
        return catalogue;
    }

    /** What the outputs of a resource would be. */
    Outputs outputs() {
        return outputs;
    }

    /** All resources. */
    Resources resources() {
        return resources;
    }

    /** What engines that were killed do not know to exist. */
    public Unclaimed unclaimed() {
        return unclaimed;
    }

    /**
     * Creates a resource, or takes up what was created for an engine that was killed meanwhile.
     *
     * @param urn the engine's name of it
     * @throws AwsException if it is refused: it then does not exist
     */
    Outcome create(String token, Caller caller, Map<String, Object> inputs, String urn, Report report) {
        var lost = unclaimed.of(urn);
        if (lost.isPresent() && lost.get().inputs().equals(inputs)) {
            unclaimed.claim(lost.get());
            return update(token, caller, lost.get().id(), inputs, report);
        }
        lost.ifPresent(one -> delete(token, caller, one.id(), report));
        var resource = claim(token, caller, inputs, urn);
        try {
            return settle(
                    resource,
                    () -> behaviours.containsKey(token) ? behaviours.get(token).create(resource, report) : Map.of());
        } catch (RuntimeException e) {
            resources.remove(resource);
            throw e;
        }
    }

    /**
     * Changes a resource in place.
     *
     * @throws AwsException if it is refused: it then stays as it was
     */
    Outcome update(String token, Caller caller, String id, Map<String, Object> inputs, Report report) {
        var before = read(token, caller, id)
                .orElseThrow(() -> new AwsException(
                        "ResourceNotFoundException",
                        token + " " + id + " does not exist in account " + caller.account()
                                + "; `pulumi refresh` takes it out of the state"));
        var changed = outputs.changed(token, caller, before.outputs(), before.inputs(), inputs);
        var bare = new Resource(token, before.account(), before.region(), id, inputs, changed);
        var after = bare.with(outputs.computed(bare));
        synchronized (this) {
            rules.refuse(after);
            rules.refuseSecond(after, true);
        }
        return settle(
                after,
                () -> behaviours.containsKey(token) ? behaviours.get(token).update(before, after, report) : Map.of());
    }

    /**
     * Deletes a resource; one that is gone already is no error, and one with {@code skipDestroy} stays.
     *
     * @throws AwsException if it is refused
     */
    void delete(String token, Caller caller, String id, Report report) {
        var found = read(token, caller, id);
        if (found.isEmpty() && behaviours.containsKey(token)) {
            resources
                    .find(caller.account(), outputs.region(token, caller), token, id)
                    .ifPresent(behaviours.get(token)::deleteAgain);
        }
        if (found.isEmpty() || found.get().flag("skipDestroy")) {
            return;
        }
        var resource = found.get();
        rules.refuseDeletion(resource);
        if (behaviours.containsKey(token)) {
            behaviours.get(token).delete(resource, report);
        }
        var closing = catalogue.type(token).closing();
        if (closing == null || closing.unless() != null && ResourceType.holds(closing.unless(), resource.outputs())) {
            resources.remove(resource);
        } else {
            var last = resources
                    .find(resource.account(), resource.region(), token, id)
                    .orElse(resource);
            resources.put(last.with(closing.as()));
        }
    }

    /** A resource as it is now. */
    Optional<Resource> read(String token, Caller caller, String id) {
        return resources
                .find(caller.account(), outputs.region(token, caller), token, id)
                .filter(resource -> !catalogue.type(token).closed(resource.outputs()))
                .map(resource -> behaviours.containsKey(token)
                        ? resource.with(behaviours.get(token).read(resource))
                        : resource);
    }

    private synchronized Resource claim(String token, Caller caller, Map<String, Object> inputs, String urn) {
        var settled = outputs.settled(token, caller, inputs);
        var bare = new Resource(token, caller.account(), outputs.region(token, caller), "", inputs, settled);
        rules.refuse(bare);
        var resource = outputs.identified(bare);
        rules.refuseSecond(resource, false);
        resources.put(resource.with(Map.of(Resources.CREATING, true, Unclaimed.URN, urn)));
        return resource.with(Map.of(Unclaimed.URN, urn));
    }

    private Outcome settle(Resource resource, Supplier<Map<String, Object>> behaviour) {
        Optional<String> incomplete = Optional.empty();
        Map<String, Object> more;
        try {
            more = behaviour.get();
        } catch (Incomplete e) {
            more = e.outputs();
            incomplete = Optional.of(e.getMessage());
        }
        var settled = resource.with(more);
        resources.put(settled);
        return new Outcome(settled, incomplete);
    }
}
