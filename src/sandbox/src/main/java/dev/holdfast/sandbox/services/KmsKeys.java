package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;

/** The KMS keys of accounts, as others name them: by id, ARN or alias. */
record KmsKeys(Resources resources) {
    /** The ARN of the key that a name means in an account; the name itself where there is none. */
    String arn(String account, String name) {
        var target = target(account, name);
        return resources
                .in(account, "aws:kms/key:Key")
                .filter(key -> isNamed(key, target))
                .flatMap(key -> key.arn().stream())
                .findFirst()
                .orElse(name);
    }

    /** A key's id or ARN, also where an alias stands for it. */
    private String target(String account, String name) {
        return resources
                .in(account, "aws:kms/alias:Alias")
                .filter(alias -> isNamed(alias, name))
                .flatMap(alias -> alias.text("targetKeyId").stream())
                .findFirst()
                .orElse(name);
    }

    private static boolean isNamed(Resource resource, String name) {
        return resource.id().equals(name) || resource.arn().filter(name::equals).isPresent();
    }
}
