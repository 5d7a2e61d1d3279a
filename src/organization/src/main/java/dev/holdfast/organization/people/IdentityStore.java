package dev.holdfast.organization.people;

import com.pulumi.aws.Provider;
import com.pulumi.aws.identitystore.IdentitystoreFunctions;
import com.pulumi.aws.identitystore.inputs.GetGroupAlternateIdentifier;
import com.pulumi.aws.identitystore.inputs.GetGroupAlternateIdentifierUniqueAttribute;
import com.pulumi.aws.identitystore.inputs.GetGroupPlainArgs;
import com.pulumi.deployment.InvokeOptions;
import dev.holdfast.conventions.InvalidConfiguration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/** Where the groups of people come from that get into the accounts. */
public enum IdentityStore {
    /** The landing zone makes them in Identity Center's own directory, and a person puts people into them. */
    OWN,
    /** An identity provider such as Entra ID, Google or Okta sends them; they are looked up. */
    EXTERNAL;

    /** How the provider says that there is none. */
    private static final List<String> NOT_FOUND = List.of("ResourceNotFoundException", "couldn't find resource");

    /**
     * The ids of groups that an identity provider sent.
     *
     * @throws InvalidConfiguration naming every group that it did not send
     */
    static Map<String, String> lookUp(Provider management, String identityStoreId, Collection<String> groups) {
        var answers = groups.stream()
                .collect(Collectors.toMap(
                        group -> group,
                        group -> IdentitystoreFunctions.getGroupPlain(
                                named(identityStoreId, group),
                                InvokeOptions.builder().provider(management).build()),
                        (one, same) -> one,
                        LinkedHashMap::new));
        var ids = new LinkedHashMap<String, String>();
        var missing = new ArrayList<String>();
        answers.forEach((group, answer) -> {
            try {
                ids.put(group, answer.join().groupId());
            } catch (CompletionException e) {
                if (NOT_FOUND.stream().noneMatch(String.valueOf(e.getMessage())::contains)) {
                    throw e;
                }
                missing.add(group);
            }
        });
        if (!missing.isEmpty()) {
            throw new InvalidConfiguration("identityStore is 'external', but the identity store " + identityStoreId
                    + " has no group " + String.join(", ", missing) + ": make each in your identity provider, send them"
                    + " to IAM Identity Center, and run `pulumi up` again; or remove identityStore, and the groups are"
                    + " made in Identity Center itself");
        }
        return ids;
    }

    private static GetGroupPlainArgs named(String identityStoreId, String group) {
        return GetGroupPlainArgs.builder()
                .identityStoreId(identityStoreId)
                .alternateIdentifier(GetGroupAlternateIdentifier.builder()
                        .uniqueAttribute(GetGroupAlternateIdentifierUniqueAttribute.builder()
                                .attributePath("DisplayName")
                                .attributeValue(group)
                                .build())
                        .build())
                .build();
    }
}
