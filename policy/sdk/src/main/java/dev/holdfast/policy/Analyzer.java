package dev.holdfast.policy;

import com.google.protobuf.Empty;
import com.google.protobuf.Struct;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import pulumirpc.AnalyzerGrpc.AnalyzerImplBase;
import pulumirpc.AnalyzerOuterClass;
import pulumirpc.AnalyzerOuterClass.AnalyzeDiagnostic;
import pulumirpc.AnalyzerOuterClass.AnalyzeRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzeResponse;
import pulumirpc.AnalyzerOuterClass.AnalyzeStackRequest;
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
    private final PolicyPack pack;
    private final EngineLog log;
    private volatile StackIdentity stack = StackIdentity.UNKNOWN;
    private volatile Analysis analysis;
    private volatile Runnable cancel = () -> {};

    Analyzer(PolicyPack pack, EngineLog log) {
        this.pack = pack;
        this.log = log;
        this.analysis = new Analysis(pack, stack, Configuration.none());
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
            pack.policies().forEach(policy -> info.addPolicies(info(policy)));
            return info.build();
        });
    }

    private PolicyInfo info(Policy policy) {
        var metadata = policy.metadata();
        var info = PolicyInfo.newBuilder()
                .setName(metadata.name())
                .setDisplayName(metadata.name())
                .setDescription(metadata.description())
                .setMessage(metadata.why())
                .setEnforcementLevel(wire(metadata.level(stack)))
                .setSeverity(wire(metadata.severity()))
                .setPolicyType(
                        policy instanceof StackPolicy ? PolicyType.POLICY_TYPE_STACK : PolicyType.POLICY_TYPE_RESOURCE)
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
            pack.policies().stream().map(Policy::metadata).forEach(rule -> own.put(rule.name(), rule.level(stack)));
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

    @Override
    public void remediate(AnalyzeRequest request, StreamObserver<RemediateResponse> response) {
        answer(response, () -> {
            var remedies = RemediateResponse.newBuilder();
            // The engine asks this about every resource, and most packs change none.
            if (!analysis.mayRemedy(request.getType())) {
                return remedies.build();
            }
            for (var remedied : analysis.remediate(Wire.resource(request))) {
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

    @Override
    public void analyze(AnalyzeRequest request, StreamObserver<AnalyzeResponse> response) {
        answer(
                response,
                () -> diagnostics(analysis.analyze(Wire.resource(request))).build());
    }

    @Override
    public void analyzeStack(AnalyzeStackRequest request, StreamObserver<AnalyzeResponse> response) {
        answer(response, () -> {
            var resources =
                    request.getResourcesList().stream().map(Wire::resource).toList();
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
