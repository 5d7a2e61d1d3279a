package dev.holdfast.organization;

import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import com.pulumi.resources.ResourceTransformation;
import java.util.List;
import java.util.Optional;

/**
 * What the resources of a component wait for. Pulumi's SDK for Java gives a component's {@code dependsOn} to the component
 * alone: its resources would not wait, and AWS would refuse them or not, as it happens.
 */
public final class Order {
    private Order() {}

    /** Lets every resource of a component wait for these; it goes into the component's {@code resourceTransformations}. */
    public static ResourceTransformation after(List<? extends Resource> resources) {
        var waiting = CustomResourceOptions.builder()
                .dependsOn(List.copyOf(resources))
                .build();
        return resource -> resource.options() instanceof CustomResourceOptions options && !resources.isEmpty()
                ? Optional.of(new ResourceTransformation.Result(
                        resource.args(), CustomResourceOptions.merge(options, waiting)))
                : Optional.empty();
    }
}
