package dev.holdfast.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Empty;
import dev.holdfast.policy.ConfigurationSchema.Property;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.okhttp.OkHttpChannelBuilder;
import io.grpc.okhttp.OkHttpServerBuilder;
import io.grpc.stub.StreamObserver;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pulumirpc.AnalyzerGrpc;
import pulumirpc.AnalyzerOuterClass;
import pulumirpc.AnalyzerOuterClass.AnalyzeDiagnostic;
import pulumirpc.AnalyzerOuterClass.AnalyzeRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzeStackRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzerHandshakeRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzerResource;
import pulumirpc.AnalyzerOuterClass.AnalyzerStackConfigureRequest;
import pulumirpc.AnalyzerOuterClass.ConfigureAnalyzerRequest;
import pulumirpc.AnalyzerOuterClass.PolicyConfig;
import pulumirpc.AnalyzerOuterClass.PolicySeverity;
import pulumirpc.AnalyzerOuterClass.PolicyType;
import pulumirpc.EngineGrpc;
import pulumirpc.EngineOuterClass.LogRequest;

/** The pack as the engine sees it: over a socket. */
class PolicyServerTest {
    private static final String URN = "urn:pulumi:prod::shop::" + Rules.TYPE + "::";

    private final PolicyPack pack = PolicyPack.named("boxes")
            .version("1.2.3")
            .description("What boxes have in common")
            .policy(new SmallBoxes())
            .policy(Rules.rule("closed")
                    .level(EnforcementLevel.REMEDIATE)
                    .remedying(remediation -> remediation.set("open", false)))
            .policy(Rules.stackRule("few", (stack, evaluation) -> {
                if (stack.resources(Rules.TYPE).size() > 100) {
                    evaluation.violation(stack.identity().name() + " has "
                            + stack.resources(Rules.TYPE).size() + " boxes");
                }
            }))
            .build();

    private Server server;
    private ManagedChannel channel;
    private AnalyzerGrpc.AnalyzerBlockingStub engine;

    private static final class SmallBoxes implements ResourcePolicy {
        @Override
        public PolicyMetadata metadata() {
            return PolicyMetadata.named("small")
                    .description("Boxes are small.")
                    .why("They must fit.")
                    .mend("Set size to less.")
                    .url("https://example.com/small")
                    .tag("BOX-1")
                    .severity(Severity.HIGH)
                    .control("Boxes", "B.1", "https://example.com/b1")
                    .level(stack ->
                            stack.name().equals("prod") ? EnforcementLevel.MANDATORY : EnforcementLevel.ADVISORY)
                    .schema(ConfigurationSchema.of(
                            Property.integer("most", "the largest size").byDefault(10)))
                    .build();
        }

        @Override
        public ResourceTypes types() {
            return ResourceTypes.of(Rules.TYPE);
        }

        @Override
        public void validate(PolicyResource box, Evaluation evaluation) {
            int most = evaluation.configuration().get("most").integer();
            if (box.property("size").integer(0) > most) {
                evaluation.violation("size is " + box.property("size") + ", most is " + most + " in "
                        + evaluation.stack().tags());
            }
        }
    }

    @BeforeEach
    void start() throws Exception {
        connect("");
    }

    private void connect(String engineAddress) throws Exception {
        server = PolicyServer.start(pack, engineAddress);
        channel = OkHttpChannelBuilder.forAddress(
                        InetAddress.getLoopbackAddress().getHostAddress(), server.getPort())
                .usePlaintext()
                .build();
        engine = AnalyzerGrpc.newBlockingStub(channel).withDeadlineAfter(60, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        server.shutdownNow();
    }

    private void stack(String name) {
        engine.configureStack(AnalyzerStackConfigureRequest.newBuilder()
                .setProject("shop")
                .setStack(name)
                .putTags("team", "core")
                .build());
    }

    private void configure(Map<String, PolicyConfig> settings) {
        engine.configure(ConfigureAnalyzerRequest.newBuilder()
                .putAllPolicyConfig(settings)
                .build());
    }

    private static PolicyConfig config(AnalyzerOuterClass.EnforcementLevel level, Map<String, Object> properties) {
        return PolicyConfig.newBuilder()
                .setEnforcementLevel(level)
                .setProperties(Wire.wire(properties).getStructValue())
                .build();
    }

    private static AnalyzeRequest box(Map<String, Object> properties) {
        return AnalyzeRequest.newBuilder()
                .setUrn(URN + "a")
                .setType(Rules.TYPE)
                .setName("a")
                .setProperties(Wire.wire(properties).getStructValue())
                .build();
    }

    @Test
    void thePackDescribesItself() {
        stack("prod");
        engine.handshake(AnalyzerHandshakeRequest.getDefaultInstance());
        var info = engine.getAnalyzerInfo(Empty.getDefaultInstance());

        assertThat(engine.getPluginInfo(Empty.getDefaultInstance()).getVersion())
                .isEqualTo("1.2.3");
        assertThat(info.getName()).isEqualTo("boxes");
        assertThat(info.getSupportsConfig()).isTrue();
        assertThat(info.getPoliciesList())
                .extracting(AnalyzerOuterClass.PolicyInfo::getName)
                .containsExactly("small", "closed", "few");
        var small = info.getPolicies(0);
        assertThat(small.getDescription()).isEqualTo("Boxes are small.");
        assertThat(small.getMessage()).isEqualTo("They must fit.");
        assertThat(small.getRemediationSteps()).isEqualTo("Set size to less.");
        assertThat(small.getUrl()).isEqualTo("https://example.com/small");
        assertThat(small.getTagsList()).containsExactly("BOX-1");
        assertThat(small.getSeverity()).isEqualTo(PolicySeverity.POLICY_SEVERITY_HIGH);
        assertThat(small.getFramework().getReference()).isEqualTo("B.1");
        assertThat(small.getEnforcementLevel()).isEqualTo(AnalyzerOuterClass.EnforcementLevel.MANDATORY);
        assertThat(small.getConfigSchema().getProperties().getFieldsMap()).containsOnlyKeys("most");
        assertThat(small.getPolicyType()).isEqualTo(PolicyType.POLICY_TYPE_RESOURCE);
        assertThat(info.getPolicies(2).getPolicyType()).isEqualTo(PolicyType.POLICY_TYPE_STACK);
    }

    @Test
    void aWrongConfigurationIsRefusedWithEveryNearestName() {
        assertThatThrownBy(() -> configure(Map.of(
                        "smal", config(AnalyzerOuterClass.EnforcementLevel.ADVISORY, Map.of()),
                        "small",
                                config(AnalyzerOuterClass.EnforcementLevel.ADVISORY, Map.of("moost", 1, "most", "x")))))
                .hasMessageContaining("policy pack boxes")
                .hasMessageContaining("there is no rule 'smal'; did you mean small?")
                .hasMessageContaining("rule small has no property 'moost'; did you mean most?")
                .hasMessageContaining("'most' of rule small is x, allowed is a whole number");
    }

    @Test
    void aViolationTellsAllThatAPersonNeeds() {
        stack("prod");
        var diagnostics = engine.analyze(box(Map.of("size", 11))).getDiagnosticsList();

        assertThat(diagnostics).singleElement().satisfies(found -> {
            assertThat(found.getPolicyName()).isEqualTo("small");
            assertThat(found.getPolicyPackName()).isEqualTo("boxes");
            assertThat(found.getPolicyPackVersion()).isEqualTo("1.2.3");
            assertThat(found.getEnforcementLevel()).isEqualTo(AnalyzerOuterClass.EnforcementLevel.MANDATORY);
            assertThat(found.getSeverity()).isEqualTo(PolicySeverity.POLICY_SEVERITY_HIGH);
            assertThat(found.getUrn()).isEqualTo(URN + "a");
            assertThat(found.getMessage())
                    .startsWith("size is 11, most is 10 in {team=core}")
                    .contains("why   They must fit.")
                    .contains("mend  Set size to less.");
        });
    }

    @Test
    void aConfiguredLevelAndPropertyHold() {
        stack("prod");
        configure(Map.of("small", config(AnalyzerOuterClass.EnforcementLevel.ADVISORY, Map.of("most", 20))));

        assertThat(engine.analyze(box(Map.of("size", 11))).getDiagnosticsList()).isEmpty();
        assertThat(engine.analyze(box(Map.of("size", 21))).getDiagnosticsList())
                .extracting(AnalyzeDiagnostic::getEnforcementLevel)
                .containsExactly(AnalyzerOuterClass.EnforcementLevel.ADVISORY);
    }

    @Test
    void theEnginesEchoOfALevelDoesNotHideThatItDependsOnTheStack() {
        // As `pulumi policy analyze` does: no stack, and each level as the pack itself told it.
        configure(Map.of("small", config(AnalyzerOuterClass.EnforcementLevel.ADVISORY, Map.of("most", 10))));

        assertThat(engine.analyze(box(Map.of("size", 11))).getDiagnosticsList())
                .extracting(AnalyzeDiagnostic::getEnforcementLevel)
                .containsExactly(AnalyzerOuterClass.EnforcementLevel.MANDATORY);
    }

    @Test
    void whereAllIsSetEachLevelWasMeant() {
        configure(Map.of(
                "all", config(AnalyzerOuterClass.EnforcementLevel.ADVISORY, Map.of()),
                "small", config(AnalyzerOuterClass.EnforcementLevel.ADVISORY, Map.of("most", 10))));

        assertThat(engine.analyze(box(Map.of("size", 11))).getDiagnosticsList())
                .extracting(AnalyzeDiagnostic::getEnforcementLevel)
                .containsExactly(AnalyzerOuterClass.EnforcementLevel.ADVISORY);
    }

    @Test
    void aLevelThatIsSetBesideAllHoldsThoughItIsTheRulesOwn() {
        stack("prod");
        configure(Map.of(
                "all", config(AnalyzerOuterClass.EnforcementLevel.ADVISORY, Map.of()),
                "small", config(AnalyzerOuterClass.EnforcementLevel.MANDATORY, Map.of("most", 10))));

        assertThat(engine.analyze(box(Map.of("size", 11))).getDiagnosticsList())
                .extracting(AnalyzeDiagnostic::getEnforcementLevel)
                .containsExactly(AnalyzerOuterClass.EnforcementLevel.MANDATORY);
    }

    @Test
    void aRemediationSendsAllPropertiesBack() {
        stack("prod");
        var properties = Map.<String, Object>of(
                "open", true, "password", Value.secret("x"), "later", Value.UNKNOWN, "__defaults", Map.of());
        var remedied = engine.remediate(box(properties)).getRemediationsList();

        assertThat(remedied).singleElement().satisfies(one -> {
            assertThat(one.getPolicyName()).isEqualTo("closed");
            assertThat(one.getProperties())
                    .isEqualTo(Wire.wire(Map.of(
                                    "open",
                                    false,
                                    "password",
                                    Value.secret("x"),
                                    "later",
                                    Value.UNKNOWN,
                                    "__defaults",
                                    Map.of()))
                            .getStructValue());
        });
    }

    @Test
    void whatWasNotEvaluatedIsToldOnceAtTheEnd() {
        stack("prod");
        assertThat(engine.analyze(box(Map.of("size", Value.UNKNOWN))).getDiagnosticsList())
                .isEmpty();

        assertThat(engine.analyzeStack(AnalyzeStackRequest.getDefaultInstance()).getDiagnosticsList())
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.getMessage()).isEqualTo("not evaluated: a: size is not known before the update");
                    assertThat(found.getEnforcementLevel()).isEqualTo(AnalyzerOuterClass.EnforcementLevel.ADVISORY);
                });
    }

    @Test
    void aStackOfTwoThousandResourcesIsTakenInOneMessage() {
        var content = Wire.wire(Map.of("text", "x".repeat(4000))).getStructValue();
        var request = AnalyzeStackRequest.newBuilder();
        IntStream.range(0, 2000)
                .forEach(i -> request.addResources(AnalyzerResource.newBuilder()
                        .setUrn(URN + i)
                        .setType(Rules.TYPE)
                        .setName("box" + i)
                        .setProperties(content)));
        var built = request.build();
        assertThat(built.getSerializedSize()).isGreaterThan(4 * 1024 * 1024);

        // No stack was told: its name comes from the resources.
        assertThat(engine.analyzeStack(built).getDiagnosticsList())
                .extracting(AnalyzeDiagnostic::getMessage)
                .containsExactly("prod has 2000 boxes");
    }

    @Test
    void theEngineIsToldTheVerdict() throws Exception {
        stop();
        var told = new CompletableFuture<String>();
        var log = OkHttpServerBuilder.forPort(0, InsecureServerCredentials.create())
                .addService(new EngineGrpc.EngineImplBase() {
                    @Override
                    public void log(LogRequest request, StreamObserver<Empty> response) {
                        told.complete(request.getMessage());
                        response.onNext(Empty.getDefaultInstance());
                        response.onCompleted();
                    }
                })
                .build()
                .start();
        try {
            connect("127.0.0.1:" + log.getPort());
            engine.analyzeStack(AnalyzeStackRequest.getDefaultInstance());

            assertThat(told.get(10, TimeUnit.SECONDS)).startsWith("policy pack boxes: 3 rules, ");
        } finally {
            log.shutdownNow();
        }
    }

    @Test
    void theServerEndsWhenTheEngineCancels() throws Exception {
        engine.cancel(Empty.getDefaultInstance());

        assertThat(server.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }
}
