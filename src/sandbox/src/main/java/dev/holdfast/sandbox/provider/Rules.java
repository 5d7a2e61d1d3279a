package dev.holdfast.sandbox.provider;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;
import java.util.function.Function;

/** What AWS refuses whatever a type does: the catalogue's rules, applied to what the cloud holds. */
final class Rules {
    private final Catalogue catalogue;
    private final Resources resources;
    private final Outputs outputs;

    Rules(Catalogue catalogue, Resources resources, Outputs outputs) {
        this.catalogue = catalogue;
        this.resources = resources;
        this.outputs = outputs;
    }

    /**
     * Refuses what a resource cannot be, and references to what its account does not have.
     *
     * @throws AwsException with the rule's error code
     */
    void refuse(Resource resource) {
        var type = catalogue.type(resource.type());
        type.references()
                .forEach((path, reference) -> ResourceType.values(path, resource.outputs())
                        .filter(value -> reference.missing() != null)
                        .filter(value -> reference.external() == null
                                || !value.toString().matches(reference.external()))
                        .filter(value -> outputs.named(resource, reference.to(), value)
                                .findAny()
                                .isEmpty())
                        .findFirst()
                        .ifPresent(value -> {
                            throw refusal(
                                    reference.missing(),
                                    name -> name.equals("value") ? value : outputs.property(resource, name));
                        }));
        for (var refused : type.refused()) {
            if (ResourceType.holds(refused.when(), resource.outputs())) {
                throw refusal(refused.refusal(), name -> outputs.property(resource, name));
            }
        }
    }

    /**
     * Refuses a resource that shares what only one may have.
     *
     * @param exists whether it is in the cloud already, and so not its own rival
     * @throws AwsException with the rule's error code
     */
    void refuseSecond(Resource resource, boolean exists) {
        var type = catalogue.type(resource.type());
        for (var unique : type.unique()) {
            resources
                    .beside(resource, resource.type())
                    .filter(one -> !exists || !one.id().equals(resource.id()))
                    .filter(one -> unique.by().stream()
                            .allMatch(property -> resource.text(property).isPresent()
                                    && resource.text(property).equals(one.text(property))))
                    .findFirst()
                    .ifPresent(first -> {
                        var closed = unique.closed() != null && type.closed(first.outputs());
                        throw refusal(
                                closed ? unique.closed() : unique.refusal(), name -> outputs.property(resource, name));
                    });
        }
    }

    /**
     * Refuses the deletion of what is protected, and of what others name.
     *
     * @throws AwsException with the rule's error code
     */
    void refuseDeletion(Resource resource) {
        for (var refused : catalogue.type(resource.type()).deletionRefused()) {
            if (ResourceType.holds(refused.when(), resource.outputs())) {
                throw refusal(refused.refusal(), name -> outputs.property(resource, name));
            }
        }
        catalogue
                .types()
                .forEach((token, type) -> type.references().forEach((path, reference) -> {
                    if (!reference.to().equals(resource.type()) || reference.inUse() == null) {
                        return;
                    }
                    resources
                            .in(resource.account(), token)
                            .filter(one -> !type.closed(one.outputs()))
                            .filter(one -> !one.equals(resource))
                            .filter(one ->
                                    ResourceType.values(path, one.outputs()).anyMatch(resource::isNamed))
                            .findFirst()
                            .ifPresent(user -> {
                                throw refusal(
                                        reference.inUse(),
                                        name -> name.equals("user") ? user.id() : outputs.property(resource, name));
                            });
                }));
    }

    private static AwsException refusal(String template, Function<String, Object> properties) {
        var colon = template.indexOf(": ");
        return new AwsException(template.substring(0, colon), Template.text(template.substring(colon + 2), properties));
    }
}
