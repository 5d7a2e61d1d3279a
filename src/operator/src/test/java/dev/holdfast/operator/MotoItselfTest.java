package dev.holdfast.operator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.organizations.OrganizationsClient;

@MotoTest
class MotoItselfTest {
    @Test
    void forgetsEverythingWhenItIsReset() {
        try (var moto = Moto.start();
                var organizations = OrganizationsClient.builder()
                        .endpointOverride(moto.endpoint())
                        .region(Region.EU_CENTRAL_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                        .build()) {
            var created = organizations.createOrganization(request -> request.featureSet("ALL"));
            assertThat(created.organization().masterAccountId()).isEqualTo(Moto.ACCOUNT);

            moto.reset();

            assertThat(organizations
                            .createOrganization(request -> request.featureSet("ALL"))
                            .organization()
                            .id())
                    .isNotEqualTo(created.organization().id());
        }
    }
}
