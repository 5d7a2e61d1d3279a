package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Behaviour;
import dev.holdfast.sandbox.cloud.Report;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;
import java.util.Map;

/**
 * The wait until ACM has issued a certificate. ACM looks the records up as everybody does, and waits for them for 72
 * hours; this cloud knows at once that they are not to be found, and refuses in place of waiting.
 */
final class AcmValidation implements Behaviour {
    static final String TYPE = "aws:acm/certificateValidation:CertificateValidation";

    private final Resources resources;
    private final PublicDns dns;

    AcmValidation(Resources resources, PublicDns dns) {
        this.resources = resources;
        this.dns = dns;
    }

    @Override
    public Map<String, Object> create(Resource validation, Report report) {
        var certificate =
                resources.byArn(validation.text("certificateArn").orElse("")).orElseThrow();
        certificate.objects(AcmCertificate.OPTIONS).forEach(this::look);
        resources.put(AcmCertificate.issued(certificate));
        return Map.of();
    }

    @Override
    public Map<String, Object> update(Resource before, Resource after, Report report) {
        return Map.of();
    }

    @Override
    public void delete(Resource validation, Report report) {
        // There is nothing: it was a wait.
    }

    private void look(Map<String, Object> option) {
        var name = PublicDns.plain(String.valueOf(option.get("resourceRecordName")));
        var value = PublicDns.plain(String.valueOf(option.get("resourceRecordValue")));
        var proven = dns.find(name, String.valueOf(option.get("resourceRecordType"))).stream()
                .flatMap(record -> record.texts("records").stream())
                .map(PublicDns::plain)
                .anyMatch(value::equals);
        if (!proven) {
            throw new AwsException(
                    "Timeout",
                    "waiting for ACM Certificate to be issued: timeout while waiting for state to become 'ISSUED' (last"
                            + " state: 'PENDING_VALIDATION'): the internet finds no CNAME " + name + " with the value "
                            + value + ". Either no zone has it, or nobody has delegated " + option.get("domainName")
                            + " to that zone (./sandbox status shows the zones)");
        }
    }
}
