package dev.holdfast.organization.people;

import com.pulumi.aws.iam.OrganizationsFeatures;
import com.pulumi.aws.iam.OrganizationsFeaturesArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import java.util.Map;

/**
 * Central management of the accounts' root users: new accounts have no root credentials at all, those of the others can
 * be deleted from the management account, and the few tasks that only root can do are done in a session of it.
 *
 * <p>Needs the provider of the management account, and the trusted access of {@code iam.amazonaws.com}. The root user of
 * the management account itself stays as it is.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-enable-root-access.html">Centralize root access
 *     for member accounts</a>
 */
public final class RootAccess extends ComponentResource {
    public RootAccess(String name, ComponentResourceOptions options) {
        super("holdfast:organization:RootAccess", name, options);
        new OrganizationsFeatures(
                name,
                OrganizationsFeaturesArgs.builder()
                        .enabledFeatures("RootCredentialsManagement", "RootSessions")
                        .build(),
                CustomResourceOptions.builder().parent(this).build());
        registerOutputs(Map.of());
    }
}
