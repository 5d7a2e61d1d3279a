package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.Resources;
import java.util.Optional;
import java.util.stream.Stream;

/** Which KMS key encrypts a secret. */
record SecretKeys(Resources resources) {
    /** The ARN of the secret's own key; none for Secrets Manager's, which every role of the account may use. */
    Optional<String> of(String secret) {
        var own = resources.byArn(secret).flatMap(one -> one.text("kmsKeyId")).stream();
        var byRds = resources.all(Rds.TYPE).stream()
                .filter(one -> secret.equals(new DbInstance(one, resources).masterSecret()))
                .flatMap(one -> one.text("masterUserSecretKmsKeyId").stream());
        var account = secret.split(":")[4];
        return Stream.concat(own, byRds).findFirst().map(name -> new KmsKeys(resources).arn(account, name));
    }
}
