package dev.holdfast.policy.rules.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import org.junit.jupiter.api.Test;

class BucketOfOrganizationTest {
    private final BucketOfOrganization rule = new BucketOfOrganization();
    private final SoundBucket sound = new SoundBucket();

    @Test
    void passesASoundBucketAtAFirstPreview() {
        assertThat(sound.stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesAnAccountWithoutACondition() {
        sound.policy.set("policy", """
                {"Statement": {"Sid": "Other", "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:root"},
                  "Action": "s3:GetObject"}}""");

        assertThat(sound.stack.violations(rule))
                .containsExactly(
                        "log-archive-trail: statement Other allows arn:aws:iam::111122223333:root without aws:PrincipalOrgID");
    }

    @Test
    void passesAnAccountOfTheOrganization() {
        sound.policy.set("policy", """
                {"Statement": {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject",
                  "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-1"}}}}""");

        assertThat(sound.stack.findings(rule)).isEmpty();
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        sound.policy.set("policy", Value.UNKNOWN);

        assertThat(sound.stack.notEvaluated(rule)).hasSize(1);
    }
}
