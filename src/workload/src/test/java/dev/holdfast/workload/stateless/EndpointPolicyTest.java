package dev.holdfast.workload.stateless;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testkit.AccessRequest;
import dev.holdfast.testkit.Decision;
import dev.holdfast.testkit.PolicyDocument;
import org.junit.jupiter.api.Test;

/** What leaves a VPC by its endpoints: what is ours, to what is ours. */
class EndpointPolicyTest {
    private static final String OURS = "111111111111";
    private static final String FOREIGN = "999999999999";
    private static final PolicyDocument S3 = PolicyDocument.parse(EndpointPolicy.ofS3("eu-central-1", OURS));
    private static final PolicyDocument INTERFACE = PolicyDocument.parse(EndpointPolicy.ofInterface(OURS));

    private static AccessRequest put(String principalAccount, String bucketAccount) {
        return by(principalAccount, AccessRequest.to("s3:PutObject").on("arn:aws:s3:::uploads/one"))
                .with("aws:ResourceAccount", bucketAccount);
    }

    private static AccessRequest by(String account, AccessRequest request) {
        return request.by("arn:aws:iam::" + account + ":role/api")
                .with("aws:PrincipalAccount", account)
                .with("aws:PrincipalOrgID", account.equals(FOREIGN) ? "o-foreign" : "o-ours");
    }

    @Test
    void letsRolesOfTheAccountUseItsBuckets() {
        assertThat(S3.decide(put(OURS, OURS))).isEqualTo(Decision.ALLOWED);
    }

    @Test
    void letsThemUseBucketsOfTheirOrganization() {
        var request = put(OURS, "222222222222");

        assertThat(S3.decide(request.with("aws:ResourceOrgID", "o-ours"))).isEqualTo(Decision.ALLOWED);
        assertThat(S3.decide(request.with("aws:ResourceOrgID", "o-foreign"))).isEqualTo(Decision.IMPLICITLY_DENIED);
    }

    @Test
    void letsNothingIntoAForeignBucketAndNoForeignerIntoAny() {
        assertThat(S3.decide(put(OURS, FOREIGN))).isEqualTo(Decision.IMPLICITLY_DENIED);
        assertThat(S3.decide(put(FOREIGN, FOREIGN))).isEqualTo(Decision.IMPLICITLY_DENIED);
        assertThat(S3.decide(put(FOREIGN, OURS))).isEqualTo(Decision.IMPLICITLY_DENIED);
    }

    @Test
    void letsTasksFetchTheLayersOfImagesByASignedLinkAndWriteNone() {
        var layer = "arn:aws:s3:::prod-eu-central-1-starport-layer-bucket/one";
        var get = by(FOREIGN, AccessRequest.to("s3:GetObject").on(layer));
        var put = by(FOREIGN, AccessRequest.to("s3:PutObject").on(layer));

        assertThat(S3.decide(get)).isEqualTo(Decision.ALLOWED);
        assertThat(S3.decide(put)).isEqualTo(Decision.IMPLICITLY_DENIED);
    }

    @Test
    void letsOnlyRolesOfTheAccountCallAws() {
        var request = AccessRequest.to("secretsmanager:GetSecretValue").on("arn:aws:secretsmanager:::secret:one");

        assertThat(INTERFACE.decide(by(OURS, request))).isEqualTo(Decision.ALLOWED);
        assertThat(INTERFACE.decide(by(FOREIGN, request))).isEqualTo(Decision.IMPLICITLY_DENIED);
    }
}
