package dev.holdfast.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.UnknownFieldSet;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pulumirpc.AnalyzerOuterClass.AnalyzeRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzeStackRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzerPropertyDependencies;
import pulumirpc.AnalyzerOuterClass.AnalyzerProviderResource;
import pulumirpc.AnalyzerOuterClass.AnalyzerResource;
import pulumirpc.AnalyzerOuterClass.AnalyzerResourceOptions;

class ResourceReaderTest {
    private final ResourceReader reader = new ResourceReader();

    private static final AnalyzerResourceOptions OPTIONS = AnalyzerResourceOptions.newBuilder()
            .setProtect(true)
            .addIgnoreChanges("email")
            .setDeleteBeforeReplace(true)
            .addAdditionalSecretOutputs("key")
            .addAliases("urn:old")
            .setParent("urn:parent")
            .setCustomTimeouts(
                    AnalyzerResourceOptions.CustomTimeouts.newBuilder().setCreate(90))
            .build();

    private static final AnalyzerProviderResource PROVIDER = AnalyzerProviderResource.newBuilder()
            .setUrn("urn:provider")
            .setType("pulumi:providers:aws")
            .setName("dev")
            .setProperties(Wire.wire(Map.of("region", "eu-central-1")).getStructValue())
            .build();

    @Test
    void aDeclaredResourceShowsItsOptionsParentAndProvider() {
        var resource = reader.resource(AnalyzeRequest.newBuilder()
                .setUrn("urn:one")
                .setType("a:b:C")
                .setName("one")
                .setOptions(OPTIONS)
                .setProvider(PROVIDER)
                .build()
                .toByteArray());

        assertThat(resource.options())
                .isEqualTo(new ResourceOptions(
                        true,
                        List.of("email"),
                        true,
                        List.of("key"),
                        List.of("urn:old"),
                        new ResourceOptions.Timeouts(Duration.ofSeconds(90), Duration.ZERO, Duration.ZERO)));
        assertThat(resource.parent()).isEqualTo("urn:parent");
        assertThat(resource.provider().orElseThrow().properties().get("region").string())
                .isEqualTo("eu-central-1");
    }

    @Test
    void aResourceOfAStackShowsWhatItWasComputedFrom() {
        var resource = reader.resource(AnalyzerResource.newBuilder()
                .setUrn("urn:one")
                .setType("a:b:C")
                .setName("one")
                .setParent("urn:parent")
                .addDependencies("urn:two")
                .putPropertyDependencies(
                        "vpcId",
                        AnalyzerPropertyDependencies.newBuilder()
                                .addUrns("urn:two")
                                .build())
                .build()
                .toByteArray());

        assertThat(resource.parent()).isEqualTo("urn:parent");
        assertThat(resource.dependencies()).containsExactly("urn:two");
        assertThat(resource.propertyDependencies()).isEqualTo(Map.of("vpcId", Set.of("urn:two")));
        assertThat(resource.provider()).isEmpty();
    }

    @Test
    void allResourcesOfAStackAreReadInTheirOrder() {
        var resources = reader.resources(AnalyzeStackRequest.newBuilder()
                .addResources(AnalyzerResource.newBuilder()
                        .setUrn("urn:one")
                        .setProperties(Wire.wire(Map.of("port", 5432)).getStructValue())
                        .setProvider(PROVIDER))
                .addResources(AnalyzerResource.newBuilder().setUrn("urn:two").setProvider(PROVIDER))
                .build()
                .toByteArray());

        assertThat(resources).extracting(PolicyResource::urn).containsExactly("urn:one", "urn:two");
        assertThat(resources.get(0).properties().raw()).isEqualTo(Map.of("port", 5432));
        assertThat(resources.get(1).properties().raw()).isEqualTo(Map.of());
        assertThat(resources).allMatch(resource -> resource.provider().isPresent());
    }

    @Test
    void theTypeAloneIsThatOfTheWholeResource() {
        var message = AnalyzeRequest.newBuilder()
                .setUrn("urn:one")
                .setType("a:b:C")
                .setOptions(OPTIONS)
                .build()
                .toByteArray();

        assertThat(reader.type(message))
                .isEqualTo("a:b:C")
                .isEqualTo(reader.resource(message).type());
    }

    @Test
    void whatALaterEngineAddsIsLeftAside() {
        var message = AnalyzerResource.newBuilder()
                .setUrn("urn:one")
                .setUnknownFields(UnknownFieldSet.newBuilder()
                        .addField(
                                99,
                                UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                        .build())
                .build()
                .toByteArray();

        assertThat(reader.resource(message).urn()).isEqualTo("urn:one");
    }

    @Test
    void aMessageThatIsCutOffIsNotReadAsAShorterOne() {
        var whole = AnalyzerResource.newBuilder().setUrn("urn:one").build().toByteArray();
        var cut = Arrays.copyOf(whole, whole.length - 1);

        assertThatThrownBy(() -> reader.resource(cut)).hasMessageContaining("the engine's message cannot be read");
    }
}
