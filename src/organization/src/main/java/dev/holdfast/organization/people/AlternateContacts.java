package dev.holdfast.organization.people;

import com.pulumi.aws.account.AlternativeContact;
import com.pulumi.aws.account.AlternativeContactArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The three alternate contacts of one account. Needs the provider of the management account, and the trusted access of
 * {@code account.amazonaws.com}.
 */
public final class AlternateContacts extends ComponentResource {
    /**
     * Whose contacts, and who they are.
     *
     * @param account the id of a member account; empty for the management account, which AWS does not want named
     */
    public record Args(Optional<String> account, Contacts contacts) {}

    public AlternateContacts(String name, Args args, ComponentResourceOptions options) {
        super("holdfast:organization:AlternateContacts", name, options);
        var previous = List.<Resource>of();
        for (var kind : Contacts.Kind.values()) {
            var contact = args.contacts().byKind().get(kind);
            var contactArgs = AlternativeContactArgs.builder()
                    .alternateContactType(kind.name())
                    .name(contact.name())
                    .title(contact.title())
                    .emailAddress(contact.email())
                    .phoneNumber(contact.phone());
            args.account().ifPresent(contactArgs::accountId);
            // One after the other: AWS takes five of these requests a second, and deletes one ("Quotas for AWS Account
            // Management").
            previous = List.of(new AlternativeContact(
                    name + "-" + kind.name().toLowerCase(Locale.ROOT),
                    contactArgs.build(),
                    CustomResourceOptions.builder()
                            .parent(this)
                            .dependsOn(previous)
                            .build()));
        }
        registerOutputs(Map.of());
    }
}
