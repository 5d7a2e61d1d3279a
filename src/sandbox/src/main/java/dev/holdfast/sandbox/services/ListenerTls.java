package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;
import dev.holdfast.sandbox.cloud.Site;
import dev.holdfast.sandbox.cloud.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * TLS of HTTPS listeners: with the names of their ACM certificate and, because clients of a sandbox come by that name,
 * {@code localhost}; signed by the sandbox's own authority. Of a security policy only the versions of TLS are kept.
 */
final class ListenerTls {
    static final String DEFAULT_POLICY = "ELBSecurityPolicy-2016-08";

    private static final String TLS_1_2 = "TLSv1.2";
    private static final String TLS_1_3 = "TLSv1.3";

    private final Resources resources;
    private final CertificateAuthority authority;

    ListenerTls(Site site, Resources resources) {
        this.resources = resources;
        this.authority = CertificateAuthority.ofAmazon(site);
        try {
            WholeFile.write(site.authority(), Files.readAllBytes(authority.bundle()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + site.authority(), e);
        }
    }

    /** The TLS of a listener; empty where it speaks HTTP. */
    Optional<SslContextFactory.Server> of(Resource listener) {
        if (!isHttps(listener)) {
            return Optional.empty();
        }
        var names = Stream.concat(
                        certificate(listener).map(AcmCertificate::names).orElse(List.of()).stream(),
                        Stream.of("localhost"))
                .toArray(String[]::new);
        var tls = new SslContextFactory.Server();
        tls.setSslContext(authority.issue(names).tls());
        tls.setIncludeProtocols(versions(policy(listener)).toArray(String[]::new));
        // Clients that send no name, or another one, are answered as by a load balancer: with its certificate.
        tls.setSniRequired(false);
        return Optional.of(tls);
    }

    /**
     * Refuses what a load balancer refuses.
     *
     * @throws AwsException if the certificate is not issued
     */
    void check(Resource listener) {
        if (isHttps(listener)) {
            versions(policy(listener));
            var certificate = certificate(listener);
            if (certificate.isEmpty()) {
                throw new AwsException(
                        "CertificateNotFound",
                        "Certificate '" + listener.text("certificateArn").orElse("") + "' not found");
            }
            if (!AcmCertificate.isIssued(certificate.get())) {
                throw new AwsException(
                        "UnsupportedCertificate",
                        "The certificate '" + certificate.get().id() + "' must have a fully-qualified domain name, a"
                                + " supported signature, and a supported key size. (It is "
                                + certificate.get().text("status").orElse("") + ", and must be ISSUED.)");
            }
        }
    }

    static boolean isHttps(Resource listener) {
        return listener.text("protocol").filter("HTTPS"::equals).isPresent();
    }

    /** Java itself has no TLS before 1.2: a policy that offers older ones offers 1.2 here. */
    private static List<String> versions(String policy) {
        if (policy.startsWith("ELBSecurityPolicy-TLS13-1-3")) {
            return List.of(TLS_1_3);
        }
        return policy.startsWith("ELBSecurityPolicy-TLS13-") ? List.of(TLS_1_2, TLS_1_3) : List.of(TLS_1_2);
    }

    private static String policy(Resource listener) {
        return listener.text("sslPolicy").orElse(DEFAULT_POLICY);
    }

    private Optional<Resource> certificate(Resource listener) {
        return resources.byArn(listener.text("certificateArn").orElse(""));
    }
}
