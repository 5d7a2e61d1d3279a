package dev.holdfast.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.Context;
import com.pulumi.core.Output;
import com.pulumi.core.annotations.Export;
import com.pulumi.core.annotations.Import;
import com.pulumi.deployment.Deployment;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.ProviderResource;
import com.pulumi.resources.ResourceArgs;
import com.pulumi.resources.StackReference;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CloudTest {
    private static final String TYPE = "test:index:Thing";

    @Test
    void recordsTypeNameAndInputsOfAResource() {
        var cloud = run(ctx -> new Thing("one", "red", null));
        assertThat(cloud.only(TYPE).name()).isEqualTo("one");
        assertThat(cloud.only(TYPE).inputs()).containsEntry("colour", "red");
    }

    @Test
    void recordsTheOptionsOfAResource() {
        var options = CustomResourceOptions.builder()
                .protect(true)
                .retainOnDelete(true)
                .ignoreChanges("colour")
                .importId("i-1")
                .build();
        var seen = run(ctx -> new Thing("one", "red", options)).only(TYPE);
        assertThat(seen.isProtected()).isTrue();
        assertThat(seen.options().isRetainOnDelete()).isTrue();
        assertThat(seen.options().getIgnoreChanges()).containsExactly("colour");
        assertThat(((CustomResourceOptions) seen.options()).getImportId()).contains("i-1");
    }

    @Test
    void recordsThatAnOptionIsAbsent() {
        var seen = run(ctx -> new Thing("one", "red", null)).only(TYPE);
        assertThat(seen.isProtected()).isFalse();
        assertThat(seen.options().isRetainOnDelete()).isFalse();
        assertThat(seen.options().getIgnoreChanges()).isEmpty();
        assertThat(((CustomResourceOptions) seen.options()).getImportId()).isEmpty();
        assertThat(seen.dependsOn()).isEmpty();
    }

    @Test
    void recordsTheOptionsOfEachResourceByItself() {
        var cloud = run(ctx -> {
            new Thing(
                    "held", "red", CustomResourceOptions.builder().protect(true).build());
            new Thing("loose", "red", null);
        });
        assertThat(cloud.named(TYPE, "held").isProtected()).isTrue();
        assertThat(cloud.named(TYPE, "loose").isProtected()).isFalse();
    }

    @Test
    void recordsTheExplicitProvider() {
        var cloud = run(ctx -> new Box("box", new TestProvider("account")));
        assertThat(cloud.only(TYPE).provider()).contains("pulumi:providers:test::account");
    }

    @Test
    void recordsThatThereIsNoExplicitProvider() {
        assertThat(run(ctx -> new Thing("one", "red", null)).only(TYPE).provider())
                .isEmpty();
    }

    @Test
    void recordsTheParentOfAResource() {
        var cloud = run(ctx -> new Box("box", new TestProvider("account")));
        assertThat(cloud.only(TYPE).parent()).contains("test:index:Box::box");
    }

    @Test
    void recordsThatAResourceBelongsToTheStack() {
        assertThat(run(ctx -> new Thing("one", "red", null)).only(TYPE).parent())
                .isEmpty();
    }

    @Test
    void recordsWhatAResourceDependsOn() {
        var cloud = run(ctx -> {
            var first = new Thing("first", "red", null);
            new Thing(
                    "second",
                    "red",
                    CustomResourceOptions.builder().dependsOn(first).build());
        });
        assertThat(cloud.named(TYPE, "second").dependsOn()).containsExactly(TYPE + "::first");
    }

    @Test
    void givesEveryResourceAnIdAndAnArn() {
        var cloud = run(ctx -> {
            var thing = new Thing("one", "red", null);
            ctx.export("id", thing.id());
            ctx.export("arn", thing.arn);
        });
        assertThat(cloud.exported("id")).isEqualTo("one-id");
        assertThat(cloud.exported("arn")).isEqualTo("arn:aws:test:::one");
    }

    @Test
    void computesOutputsFromInputs() {
        var cloud = new Cloud()
                .computes(TYPE, inputs -> Map.of("arn", "arn:of:" + inputs.get("colour")))
                .run(ctx -> ctx.export("arn", new Thing("one", "red", null).arn));
        assertThat(cloud.exported("arn")).isEqualTo("arn:of:red");
    }

    @Test
    void answersAndRecordsFunctions() {
        var cloud = new Cloud()
                .answers("test:index:colours", arguments -> Map.of("best", "blue"))
                .run(ctx -> ctx.export(
                        "best",
                        Deployment.getInstance()
                                .invoke(
                                        "test:index:colours",
                                        com.pulumi.core.TypeShape.map(String.class, String.class),
                                        com.pulumi.resources.InvokeArgs.Empty)
                                .applyValue(answer -> answer.get("best"))));
        assertThat(cloud.exported("best")).isEqualTo("blue");
        assertThat(cloud.calls()).extracting(Cloud.Call::token).containsExactly("test:index:colours");
    }

    @Test
    void givesAStackReferenceItsOutputs() {
        var cloud = new Cloud()
                .stackReference(Map.of("registry", "r.example.com"))
                .run(ctx -> ctx.export(
                        "registry", new StackReference("organization/other/main").requireOutput("registry")));
        assertThat(cloud.exported("registry")).isEqualTo("r.example.com");
    }

    @Test
    void runsUnderTheGivenProjectAndStack() {
        var cloud = new Cloud()
                .stack("holdfast-organization", "management")
                .run(ctx -> ctx.export("where", ctx.projectName() + "/" + ctx.stackName()));
        assertThat(cloud.exported("where")).isEqualTo("holdfast-organization/management");
    }

    @Test
    void failsWithTheMessageOfTheProgram() {
        assertThatThrownBy(() -> run(ctx -> {
                    throw new IllegalStateException("no such zone");
                }))
                .hasMessageContaining("no such zone");
    }

    @Test
    void failsWhenAnOutputFails() {
        assertThatThrownBy(() -> run(ctx -> ctx.export("broken", Output.of("x").applyValue(value -> {
                    throw new IllegalStateException("no such output");
                }))))
                .hasMessageContaining("no such output");
    }

    @Test
    void failsWhenTheProgramLogsAnError() {
        assertThatThrownBy(() -> run(ctx -> ctx.log().error("this went wrong")))
                .hasMessageContaining("this went wrong");
    }

    @Test
    void failsWhenTwoResourcesShareTypeAndName() {
        assertThatThrownBy(() -> run(ctx -> {
                    new Thing("one", "red", null);
                    new Thing("one", "blue", null);
                }))
                .hasMessageContaining("declared more than once: [" + TYPE + "::one]");
    }

    @Test
    void failsWhenTheOnlyResourceIsMissing() {
        assertThatThrownBy(() -> run(ctx -> {}).only(TYPE)).hasMessage("expected one " + TYPE + ", found 0: []");
    }

    @Test
    void failsWhenTheOnlyResourceIsNotAlone() {
        var cloud = run(ctx -> {
            new Thing("one", "red", null);
            new Thing("two", "red", null);
        });
        assertThatThrownBy(() -> cloud.only(TYPE)).hasMessageContaining("found 2");
        assertThat(cloud.all(TYPE)).hasSize(2);
    }

    @Test
    void failsWhenAStackOutputIsMissing() {
        assertThatThrownBy(() -> run(ctx -> ctx.export("url", "x")).exported("uri"))
                .hasMessage("no stack output 'uri'; there are [url]");
    }

    private static Cloud run(Consumer<Context> program) {
        return new Cloud().run(program);
    }

    private static final class ThingArgs extends ResourceArgs {
        @Import(name = "colour")
        private final Output<String> colour;

        ThingArgs(String colour) {
            this.colour = Output.of(colour);
        }
    }

    private static final class Thing extends CustomResource {
        @Export(name = "arn", refs = String.class)
        private Output<String> arn;

        Thing(String name, String colour, CustomResourceOptions options) {
            super(TYPE, name, new ThingArgs(colour), options);
        }
    }

    private static final class TestProvider extends ProviderResource {
        TestProvider(String name) {
            super("test", name, ResourceArgs.Empty, null);
        }
    }

    private static final class Box extends ComponentResource {
        Box(String name, TestProvider provider) {
            super(
                    "test:index:Box",
                    name,
                    ComponentResourceOptions.builder().providers(provider).build());
            new Thing(
                    name + "-thing",
                    "red",
                    CustomResourceOptions.builder().parent(this).build());
            registerOutputs(Map.of());
        }
    }
}
