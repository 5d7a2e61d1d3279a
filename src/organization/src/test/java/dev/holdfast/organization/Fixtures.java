package dev.holdfast.organization;

import com.pulumi.Context;
import dev.holdfast.conventions.Configuration;
import dev.holdfast.testkit.Cloud;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A valid organization, of which each test changes one thing. */
public final class Fixtures {
    public static final String ORGANIZATION = "aws:organizations/organization:Organization";
    public static final String UNIT = "aws:organizations/organizationalUnit:OrganizationalUnit";
    public static final String ACCOUNT = "aws:organizations/account:Account";

    public static final String GET_ORGANIZATION = "aws:organizations/getOrganization:getOrganization";
    public static final String GET_VPCS = "aws:ec2/getVpcs:getVpcs";
    public static final String GET_INSTANCES = "aws:ssoadmin/getInstances:getInstances";
    public static final String MANAGEMENT_ID = "999999999999";

    public static final Map<String, String> VALID =
            Map.of("aws:region", "eu-central-1", "holdfast-organization:email", "aws+{account}@example.com");

    private Fixtures() {}

    /** A valid configuration. */
    public static Settings settings() {
        return settings(Map.of());
    }

    /** A valid configuration, with further keys by their full names. */
    public static Settings settings(Map<String, String> more) {
        var all = new HashMap<>(VALID);
        all.putAll(more);
        var keys =
                new Configuration(Settings.PROJECT, key -> Optional.ofNullable(all.get(Settings.PROJECT + ":" + key)));
        return Settings.read(keys, keys.beside("aws", key -> Optional.ofNullable(all.get("aws:" + key))));
    }

    public static Settings takingOver(String organizationId) {
        return settings(Map.of("holdfast-organization:organizationId", organizationId));
    }

    /** What AWS computes for an organization; the management account is in none before. */
    public static Cloud cloud() {
        return new Cloud()
                .stack(Settings.PROJECT, "management")
                .computes(
                        ORGANIZATION,
                        inputs -> Map.of("roots", List.of(Map.of("id", "r-1234")), "masterAccountId", MANAGEMENT_ID))
                .answers(GET_ORGANIZATION, arguments -> {
                    throw new IllegalStateException("reading Organizations Organization: couldn't find resource");
                });
    }

    /** An AWS in which Holdfast's accounts exist, each with its {@link #id}. */
    public static Cloud existing(Settings settings) {
        return existing(settings.accounts().stream()
                .map(account -> new ExistingOrganization.Account(
                        id(account.name()), account.name(), account.address(settings.email()), "ACTIVE"))
                .toList());
    }

    /** An AWS in which these accounts exist. */
    public static Cloud existing(List<ExistingOrganization.Account> accounts) {
        var listed = accounts.stream()
                .map(account -> Map.of(
                        "id", account.id(),
                        "arn", "arn:aws:organizations::" + MANAGEMENT_ID + ":account/o-a1b2c3d4e5/" + account.id(),
                        "name", account.name(),
                        "email", account.email(),
                        "status", account.status()))
                .toList();
        return cloud().answers(
                        GET_ORGANIZATION,
                        arguments -> Map.ofEntries(
                                Map.entry("id", "o-a1b2c3d4e5"),
                                Map.entry(
                                        "arn",
                                        "arn:aws:organizations::" + MANAGEMENT_ID + ":organization/o-a1b2c3d4e5"),
                                Map.entry("masterAccountId", MANAGEMENT_ID),
                                Map.entry("masterAccountArn", "arn:aws:organizations::" + MANAGEMENT_ID + ":account/x"),
                                Map.entry("masterAccountEmail", "root@example.com"),
                                Map.entry("masterAccountName", "management"),
                                Map.entry("featureSet", "ALL"),
                                Map.entry("awsServiceAccessPrincipals", List.of()),
                                Map.entry("enabledPolicyTypes", List.of()),
                                Map.entry("roots", List.of()),
                                Map.entry("accounts", listed),
                                Map.entry("nonMasterAccounts", listed)))
                .answers(GET_VPCS, arguments -> Map.of("id", "eu-central-1", "ids", List.of("vpc-default")))
                .answers(
                        GET_INSTANCES,
                        arguments -> Map.of("id", "eu-central-1", "arns", List.of(), "identityStoreIds", List.of()))
                .computes(ACCOUNT, inputs -> Map.of("email", inputs.get("email")));
    }

    /** The id of one of Holdfast's accounts, once it exists. */
    public static String id(String account) {
        return String.valueOf(100000000000L + MemberAccount.names().indexOf(account));
    }

    /** The program. */
    public static void program(Context ctx, Settings settings) {
        OrganizationProgram.declare(ctx, settings);
    }

    public static Cloud declared(Settings settings) {
        return cloud().run(ctx -> OrganizationProgram.declare(ctx, settings));
    }

    /** What the program declares in an AWS that has all its accounts. */
    public static Cloud declaredAgain(Settings settings) {
        return existing(settings).run(ctx -> OrganizationProgram.declare(ctx, settings));
    }
}
