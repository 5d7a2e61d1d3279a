package dev.holdfast.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ResourceTypesTest {
    @Test
    void theClassOfAnSdkIsItsType() {
        assertThat(ResourceTypes.of(com.pulumi.aws.rds.Instance.class, com.pulumi.aws.ec2.Vpc.class))
                .isEqualTo(ResourceTypes.of("aws:rds/instance:Instance", "aws:ec2/vpc:Vpc"));
    }

    @Test
    void aClassThatIsNoResourceIsRefused() {
        assertThatThrownBy(() -> ResourceTypes.of(String.class))
                .hasMessage("java.lang.String is no resource of a Pulumi SDK: it has no @ResourceType; give its type as"
                        + " text, such as aws:rds/instance:Instance");
    }

    @Test
    void onlyTheNamedTypesAreMeant() {
        var types = ResourceTypes.of("aws:ec2/vpc:Vpc");

        assertThat(types.contains("aws:ec2/vpc:Vpc")).isTrue();
        assertThat(types.contains("aws:ec2/subnet:Subnet")).isFalse();
        assertThat(ResourceTypes.ALL.contains("aws:ec2/subnet:Subnet")).isTrue();
    }

    @Test
    void noTypeIsNotEveryType() {
        assertThatThrownBy(() -> ResourceTypes.of(new String[0])).hasMessageContaining("ResourceTypes.ALL");
    }
}
