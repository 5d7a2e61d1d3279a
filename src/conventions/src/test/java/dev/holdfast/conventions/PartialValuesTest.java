package dev.holdfast.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import pulumirpc.Resource.RegisterResourceOutputsRequest;
import pulumirpc.Resource.RegisterResourceRequest;

class PartialValuesTest {
    @Test
    void asksWithEachRegistrationAndChangesNothingElseInIt() {
        var registration = RegisterResourceRequest.newBuilder()
                .setType("aws:kms/key:Key")
                .setName("key")
                .setProtect(true)
                .build();

        var asking = PartialValues.Asking.asking(registration);

        assertThat(asking.getSupportsPartialValues()).isTrue();
        assertThat(asking.toBuilder().clearSupportsPartialValues().build()).isEqualTo(registration);
    }

    @Test
    void leavesEveryOtherMessageAsItIs() {
        var outputs = RegisterResourceOutputsRequest.newBuilder().setUrn("urn").build();

        assertThat(PartialValues.Asking.asking(outputs)).isSameAs(outputs);
    }
}
