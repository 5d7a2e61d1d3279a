package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Behaviour;
import dev.holdfast.sandbox.cloud.Report;
import dev.holdfast.sandbox.cloud.Resource;
import java.util.Map;

/** A repository of images: it goes only when it is empty. The images are this cloud's, not an account's. */
final class Repository implements Behaviour {
    static final String TYPE = "aws:ecr/repository:Repository";

    private final ImageRegistry registry;

    Repository(ImageRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Map<String, Object> create(Resource repository, Report report) {
        return Map.of();
    }

    @Override
    public Map<String, Object> update(Resource before, Resource after, Report report) {
        return Map.of();
    }

    @Override
    public void delete(Resource repository, Report report) {
        if (registry.images(repository.id()) > 0 && !repository.flag("forceDelete")) {
            throw new AwsException(
                    "RepositoryNotEmptyException",
                    "The repository with name '" + repository.id() + "' in registry with id '" + repository.account()
                            + "' cannot be deleted because it still contains images");
        }
    }

    @Override
    public String describe(Resource repository) {
        var images = registry.images(repository.id());
        return images + (images == 1 ? " image" : " images");
    }
}
