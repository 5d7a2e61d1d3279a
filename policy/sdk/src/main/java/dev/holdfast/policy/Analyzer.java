package dev.holdfast.policy;

import com.google.protobuf.Empty;
import com.google.protobuf.Struct;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import pulumirpc.AnalyzerGrpc;
import pulumirpc.AnalyzerGrpc.AnalyzerImplBase;
import pulumirpc.AnalyzerOuterClass;
import pulumirpc.AnalyzerOuterClass.AnalyzeDiagnostic;
import pulumirpc.AnalyzerOuterClass.AnalyzeResponse;
import pulumirpc.AnalyzerOuterClass.AnalyzerHandshakeRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzerHandshakeResponse;
import pulumirpc.AnalyzerOuterClass.AnalyzerInfo;
import pulumirpc.AnalyzerOuterClass.AnalyzerStackConfigureRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzerStackConfigureResponse;
import pulumirpc.AnalyzerOuterClass.ConfigureAnalyzerRequest;
import pulumirpc.AnalyzerOuterClass.PolicyComplianceFramework;
import pulumirpc.AnalyzerOuterClass.PolicyConfigSchema;
import pulumirpc.AnalyzerOuterClass.PolicyInfo;
import pulumirpc.AnalyzerOuterClass.PolicySeverity;
import pulumirpc.AnalyzerOuterClass.PolicyType;
import pulumirpc.AnalyzerOuterClass.RemediateResponse;
import pulumirpc.Plugin.PluginInfo;

/**
 * A pack behind the engine's protocol, {@code pulumirpc.Analyzer}. The engine calls in this order: the stack, the pack's
 * description, its configuration, each resource, the stack's resources.
 */
final class Analyzer extends AnalyzerImplBase {
    private static final MethodDescriptor.Marshaller<byte[]> MESSAGE = new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(byte[] message) {
            return new ByteArrayInputStream(message);
        }

        @Override
        public byte[] parse(InputStream message) {
            try {
                return message.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    };

    private final PolicyPack pack;
    private final EngineLog log;
    private final ResourceReader reader = new ResourceReader();
    private volatile StackIdentity stack = StackIdentity.UNKNOWN;
    private volatile Analysis analysis;
    private volatile Runnable cancel = () -> {};

    Analyzer(PolicyPack pack, EngineLog log) {
        this.pack = pack;
        this.log = log;
        this.analysis = new Analysis(pack, stack, Configuration.none());
    }

    /** The questions about resources are taken as they come: {@link ResourceReader}. */
    ServerServiceDefinition service() {
        var service = ServerServiceDefinition.builder(AnalyzerGrpc.SERVICE_NAME)
                .addMethod(unread(AnalyzerGrpc.getRemediateMethod()), ServerCalls.asyncUnaryCall(this::remediate))
                .addMethod(unread(AnalyzerGrpc.getAnalyzeMethod()), ServerCalls.asyncUnaryCall(this::analyze))
                .addMethod(
                        unread(AnalyzerGrpc.getAnalyzeStackMethod()), ServerCalls.asyncUnaryCall(this::analyzeStack));
        var own = service.build().getMethods().stream()
                .map(method -> method.getMethodDescriptor().getFullMethodName())
                .toList();
        bindService().getMethods().stream()
                .filter(method -> !own.contains(method.getMethodDescriptor().getFullMethodName()))
                .forEach(service::addMethod);
        return service.build();
    }

    private static <T> MethodDescriptor<byte[], T> unread(MethodDescriptor<?, T> method) {
        return method.toBuilder(MESSAGE, method.getResponseMarshaller()).build();
    }

    void onCancel(Runnable cancel) {
        this.cancel = cancel;
    }

    @Override
    public void handshake(AnalyzerHandshakeRequest request, StreamObserver<AnalyzerHandshakeResponse> response) {
        send(response, AnalyzerHandshakeResponse.getDefaultInstance());
    }

    @Override
    public void configureStack(
            AnalyzerStackConfigureRequest request, StreamObserver<AnalyzerStackConfigureResponse> response) {
        var configuration = new HashMap<>(request.getConfigMap());
        // They come in plain text; no rule can quote what it was never given.
        configuration.keySet().removeAll(request.getConfigSecretKeysList());
        stack = new StackIdentity(
                request.getOrganization(),
                request.getProject(),
                request.getStack(),
                configuration,
                request.getTagsMap(),
                request.getDryRun());
        analysis = new Analysis(pack, stack, Configuration.none());
        send(response, AnalyzerStackConfigureResponse.getDefaultInstance());
    }

    @Override
    public void getPluginInfo(Empty request, StreamObserver<PluginInfo> response) {
        send(response, PluginInfo.newBuilder().setVersion(pack.version()).build());
    }

    @Override
    public void getAnalyzerInfo(Empty request, StreamObserver<AnalyzerInfo> response) {
        answer(response, () -> {
            var info = AnalyzerInfo.newBuilder()
                    .setName(pack.name())
                    .setDisplayName(pack.name())
                    .setVersion(pack.version())
                    .setDescription(pack.description())
                    .setSupportsConfig(true);
            pack.described().forEach(rule -> info.addPolicies(info(rule)));
            return info.build();
        });
    }

    private PolicyInfo info(PolicyPack.Described rule) {
        var metadata = rule.metadata();
        var info = PolicyInfo.newBuilder()
                .setName(metadata.name())
                .setDisplayName(metadata.name())
                .setDescription(metadata.description())
                .setMessage(metadata.why())
                .setEnforcementLevel(wire(metadata.level(stack)))
                .setSeverity(wire(metadata.severity()))
                .setPolicyType(
                        rule.policy() instanceof StackPolicy
                                ? PolicyType.POLICY_TYPE_STACK
                                : PolicyType.POLICY_TYPE_RESOURCE)
                .addAllTags(metadata.tags())
                .setRemediationSteps(metadata.mend())
                .setUrl(metadata.url());
        metadata.controls().stream()
                .findFirst()
                .ifPresent(control -> info.setFramework(PolicyComplianceFramework.newBuilder()
                        .setName(control.framework())
                        .setReference(control.id())
                        .setSpecification(control.url())));
        if (!metadata.schema().properties().isEmpty()) {
            info.setConfigSchema(PolicyConfigSchema.newBuilder()
                    .setProperties(Wire.wire(metadata.schema().json()).getStructValue())
                    .addAllRequired(metadata.schema().required()));
        }
        return info.build();
    }

    @Override
    public void configure(ConfigureAnalyzerRequest request, StreamObserver<Empty> response) {
        answer(response, () -> {
            analysis = new Analysis(pack, stack, Configuration.of(pack, settings(request)));
            return Empty.getDefaultInstance();
        });
    }

    /**
     * What a person set. The engine sends the level of every rule, also where nobody set one; what is as the rule itself
     * has it, is left to the rule, because its level may depend on a stack that is not known yet ({@code pulumi policy
     * analyze}). Where {@code all} is set somebody set each of them; the engine has already applied it.
     */
    private Map<String, Configuration.Setting> settings(ConfigureAnalyzerRequest request) {
        var own = new HashMap<String, EnforcementLevel>();
        if (!request.containsPolicyConfig("all")) {
            pack.described().stream()
                    .map(PolicyPack.Described::metadata)
                    .forEach(rule -> own.put(rule.name(), rule.level(stack)));
        }
        var settings = new LinkedHashMap<String, Configuration.Setting>();
        request.getPolicyConfigMap().forEach((name, config) -> {
            var level = EnforcementLevel.valueOf(config.getEnforcementLevel().name());
            settings.put(
                    name,
                    new Configuration.Setting(level == own.get(name) ? null : level, plain(config.getProperties())));
        });
        return settings;
    }

    /** @param request an {@code AnalyzeRequest} */
    void remediate(byte[] request, StreamObserver<RemediateResponse> response) {
        answer(response, () -> {
            // The engine asks this about every resource, and most packs change none.
            if (!analysis.mayRemedy(reader.type(request))) {
                return RemediateResponse.getDefaultInstance();
            }
            var remedies = RemediateResponse.newBuilder();
            for (var remedied : analysis.remediate(reader.resource(request))) {
                remedies.addRemediations(AnalyzerOuterClass.Remediation.newBuilder()
                        .setPolicyName(remedied.rule().name())
                        .setPolicyPackName(pack.name())
                        .setPolicyPackVersion(pack.version())
                        .setDescription(remedied.rule().description())
                        .setProperties(Wire.struct(remedied.resource().properties())));
            }
            return remedies.build();
        });
    }

    /** @param request an {@code AnalyzeRequest} */
    void analyze(byte[] request, StreamObserver<AnalyzeResponse> response) {
        answer(response, () -> {
            var findings = analysis.analyze(reader.resource(request));
            return findings.isEmpty()
                    ? AnalyzeResponse.getDefaultInstance()
                    : diagnostics(findings).build();
        });
    }

    /** @param request an {@code AnalyzeStackRequest} */
    void analyzeStack(byte[] request, StreamObserver<AnalyzeResponse> response) {
        answer(response, () -> {
            var resources = reader.resources(request);
            var judged = new PolicyStack(analysis.learn(resources), resources);
            var found = diagnostics(analysis.analyze(judged));
            var verdict = new Verdict(pack, analysis);
            verdict.notEvaluated()
                    .forEach((rule, reasons) -> found.addDiagnostics(
                            diagnostic(rule, "not evaluated: " + reasons, EnforcementLevel.ADVISORY, judged.root())));
            log.info(verdict.line());
            return found.build();
        });
    }

    @Override
    public void cancel(Empty request, StreamObserver<Empty> response) {
        send(response, Empty.getDefaultInstance());
        CompletableFuture.runAsync(cancel);
    }

    private AnalyzeResponse.Builder diagnostics(List<Finding> findings) {
        var response = AnalyzeResponse.newBuilder();
        findings.stream()
                // Those come together at the end, each rule with all its resources.
                .filter(finding -> finding.kind() != Finding.Kind.NOT_EVALUATED)
                .forEach(finding -> response.addDiagnostics(
                        diagnostic(finding.rule(), finding.explained(), finding.level(), finding.urn())));
        return response;
    }

    private AnalyzeDiagnostic.Builder diagnostic(
            PolicyMetadata rule, String message, EnforcementLevel level, String urn) {
        return AnalyzeDiagnostic.newBuilder()
                .setPolicyName(rule.name())
                .setPolicyPackName(pack.name())
                .setPolicyPackVersion(pack.version())
                .setDescription(rule.description())
                .setMessage(message)
                .setEnforcementLevel(wire(level))
                .setSeverity(wire(rule.severity()))
                .setUrn(urn);
    }

    private static Map<String, Object> plain(Struct struct) {
        var plain = new LinkedHashMap<String, Object>();
        Wire.properties(struct).fields().forEach((name, value) -> plain.put(name, value.raw()));
        return plain;
    }

    private static AnalyzerOuterClass.EnforcementLevel wire(EnforcementLevel level) {
        return AnalyzerOuterClass.EnforcementLevel.valueOf(level.name());
    }

    private static PolicySeverity wire(Severity severity) {
        return PolicySeverity.valueOf("POLICY_SEVERITY_" + severity.name());
    }

    private static <T> void send(StreamObserver<T> observer, T answer) {
        observer.onNext(answer);
        observer.onCompleted();
    }

    /** What goes wrong ends the engine's run, and has to tell which pack it was: gRPC itself would not. */
    private <T> void answer(StreamObserver<T> observer, Supplier<T> answer) {
        T given;
        try {
            given = answer.get();
        } catch (IllegalArgumentException e) {
            observer.onError(failed(Status.INVALID_ARGUMENT, e.getMessage()));
            return;
        } catch (RuntimeException e) {
            observer.onError(failed(Status.INTERNAL, Evaluation.broken(e)));
            return;
        }
        send(observer, given);
    }

    private StatusRuntimeException failed(Status status, String why) {
        return status.withDescription("policy pack " + pack.name() + ":\n" + why)
                .asRuntimeException();
    }
}
