package dev.holdfast.workload.stateful;

import com.pulumi.aws.acm.CertificateArgs;
import com.pulumi.aws.acm.CertificateValidation;
import com.pulumi.aws.acm.CertificateValidationArgs;
import com.pulumi.aws.acm.outputs.CertificateDomainValidationOption;
import com.pulumi.aws.route53.Record;
import com.pulumi.aws.route53.RecordArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomTimeouts;
import dev.holdfast.conventions.Environment;
import dev.holdfast.conventions.Tags;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A certificate of ACM for a domain, with the record in the domain's hosted zone by which ACM sees whose it is, now and
 * at each renewal. Needs a zone that the internet finds. Exposes its ARN once it is issued. It is held: listeners, and
 * what people put beside them, name it by ARN.
 */
public final class Certificate extends StatefulComponent {
    /** ACM issues within minutes; the provider would wait for 75 to say that it did not. */
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    /** What a change of the name servers above costs at most in waiting, for the one record that may be looked up early. */
    private static final int TTL_SECONDS = 300;

    /** The ARN of the certificate, once it is issued. */
    public final Output<String> arn;

    /** A certificate of this domain, proven in this zone. */
    public record Args(Environment environment, String domain, Output<String> zoneId) {}

    public Certificate(String name, Args args, ComponentResourceOptions options) {
        super("Certificate", name, args.environment(), options);

        var certificate = new com.pulumi.aws.acm.Certificate(
                name,
                CertificateArgs.builder()
                        .domainName(args.domain())
                        .validationMethod("DNS")
                        .tags(Tags.held())
                        .build(),
                held().build());
        var proof = certificate.domainValidationOptions();
        var record = new Record(
                name + "-validation",
                RecordArgs.builder()
                        .zoneId(args.zoneId())
                        .name(proof.applyValue(
                                all -> only(all, one -> one.resourceRecordName().orElseThrow())))
                        .type("CNAME")
                        .records(proof.applyValue(all -> List.of(
                                only(all, one -> one.resourceRecordValue().orElseThrow()))))
                        .ttl(TTL_SECONDS)
                        .build(),
                child().build());
        var issued = new CertificateValidation(
                name,
                CertificateValidationArgs.builder()
                        .certificateArn(certificate.arn())
                        .validationRecordFqdns(record.fqdn().applyValue(List::of))
                        .build(),
                child().customTimeouts(CustomTimeouts.builder().create(PATIENCE).build())
                        .build());

        arn = issued.certificateArn();
        registerOutputs(Map.of("arn", arn));
    }

    /** A certificate of one name has one record to prove it. */
    private static String only(
            List<CertificateDomainValidationOption> all, Function<CertificateDomainValidationOption, String> part) {
        return part.apply(all.get(0));
    }
}
