package dev.holdfast.operator.images;

import dev.holdfast.operator.Aws;
import dev.holdfast.organization.RoleNames;
import java.net.URI;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.EcrException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

/**
 * Leave to push into a registry. A pipeline is in the registry's account already, as {@code /holdfast/publish}; a person
 * comes from the management account, and assumes the role that administers the other.
 */
record RegistryAccess(Aws aws, RegistryHost registry) implements AutoCloseable {
    /**
     * With the credentials of this process, or what they may assume.
     *
     * @throws IllegalStateException if there are none, or they lead nowhere
     */
    static RegistryAccess to(RegistryHost registry, Aws own) {
        try {
            var sts = own.client(StsClient.builder(), registry.region());
            if (sts.getCallerIdentity().account().equals(registry.account())) {
                return new RegistryAccess(own, registry);
            }
            var role = "arn:aws:iam::" + registry.account() + ":role/" + RoleNames.ACCESS;
            return new RegistryAccess(own.as(role, "holdfast-publish", registry.region()), registry);
        } catch (StsException refused) {
            throw new IllegalStateException(
                    "there is no way into the registry's account " + registry.account() + ": "
                            + refused.awsErrorDetails().errorMessage() + "; use credentials of that account's role"
                            + " /holdfast/publish, or an administrator's of the management account",
                    refused);
        } catch (SdkException noAnswer) {
            throw new IllegalStateException(
                    "AWS does not say whose credentials these are: " + noAnswer.getMessage()
                            + "; see that `aws sts get-caller-identity` answers",
                    noAnswer);
        }
    }

    /** A login of the registry, with which images are pushed. */
    Registry.Login login() {
        try {
            var token = aws.client(EcrClient.builder(), registry.region())
                    .getAuthorizationToken(request -> {})
                    .authorizationData()
                    .get(0);
            return new Registry.Login(URI.create(token.proxyEndpoint()), token.authorizationToken());
        } catch (EcrException refused) {
            throw new IllegalStateException(
                    "the registry " + registry.name() + " lets nobody in: "
                            + refused.awsErrorDetails().errorMessage(),
                    refused);
        }
    }

    @Override
    public void close() {
        aws.close();
    }
}
