package dev.holdfast.organization;

import dev.holdfast.testkit.Cloud;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A valid organization, of which each test changes one thing. */
final class Fixtures {
    static final String ORGANIZATION = "aws:organizations/organization:Organization";
    static final String UNIT = "aws:organizations/organizationalUnit:OrganizationalUnit";
    static final String ACCOUNT = "aws:organizations/account:Account";

    private Fixtures() {}

    static Settings settings() {
        return new Settings(
                "eu-central-1",
                new EmailTemplate("aws+{account}@example.com"),
                Optional.empty(),
                Set.of("account.amazonaws.com"),
                Set.of("SERVICE_CONTROL_POLICY"));
    }

    static Settings takingOver(String organizationId) {
        var settings = settings();
        return new Settings(
                settings.region(),
                settings.email(),
                Optional.of(organizationId),
                settings.serviceAccess(),
                settings.policyTypes());
    }

    /** What AWS computes for an organization. */
    static Cloud cloud() {
        return new Cloud()
                .stack(Settings.PROJECT, "management")
                .computes(ORGANIZATION, inputs -> Map.of("roots", List.of(Map.of("id", "r-1234"))));
    }

    static Cloud declared(Settings settings) {
        return cloud().run(ctx -> OrganizationProgram.declare(ctx, settings));
    }
}
