package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.Damaged;
import dev.holdfast.sandbox.cloud.Site;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.encoders.DecoderException;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;

/**
 * Signs the certificates of servers, as Amazon's authorities do: one for RDS, which signs for nobody else, and one for the
 * services whose certificates every machine trusts.
 */
public final class CertificateAuthority {
    private static final Duration VALIDITY = Duration.ofDays(3650);
    private static final String SIGNATURE = "SHA256withECDSA";

    /** A server's certificate with its authority's, and its private key, as PEM. */
    record Issued(String certificates, String key) {
        /** What a server of this program's own shows. */
        SSLContext tls() {
            var none = new char[0];
            try (var text = new ByteArrayInputStream(certificates.getBytes(StandardCharsets.US_ASCII))) {
                var chain = CertificateFactory.getInstance("X.509").generateCertificates(text);
                var store = KeyStore.getInstance(KeyStore.getDefaultType());
                store.load(null, none);
                store.setKeyEntry("server", privateKey(key), none, chain.toArray(new Certificate[0]));
                var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                keys.init(store, none);
                var context = SSLContext.getInstance("TLS");
                context.init(keys.getKeyManagers(), null, null);
                return context;
            } catch (IOException | GeneralSecurityException e) {
                throw new IllegalStateException("cannot use a certificate that was just issued", e);
            }
        }
    }

    private final Path file;
    private final X500Principal server;
    private final PrivateKey key;
    private final X509Certificate certificate;

    /** Opens this sandbox's authority for RDS; the first time it is created. */
    public CertificateAuthority(Site site) {
        this(site, "rds", "RDS");
    }

    /** Opens this sandbox's authority for the services that every machine trusts; the first time it is created. */
    static CertificateAuthority ofAmazon(Site site) {
        return new CertificateAuthority(site, "amazon", "Amazon");
    }

    private CertificateAuthority(Site site, String name, String service) {
        file = site.secrets().resolve(name + "-ca.pem");
        server = new X500Principal("CN=Holdfast sandbox " + service + " server");
        var keyFile = site.secrets().resolve(name + "-ca.key");
        try {
            if (!Files.exists(file)) {
                var pair = keys();
                var own = sign(
                        new X500Principal("CN=Holdfast sandbox " + service + " CA"), pair, pair.getPrivate(), null);
                PrivateFiles.write(keyFile, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
                PrivateFiles.write(file, pem("CERTIFICATE", own.getEncoded()));
            }
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("cannot make the certificate authority in " + site.secrets(), e);
        }
        try {
            var text = new ByteArrayInputStream(PrivateFiles.read(file).getBytes(StandardCharsets.US_ASCII));
            certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(text);
            key = privateKey(PrivateFiles.read(keyFile));
        } catch (IOException | GeneralSecurityException | DecoderException e) {
            throw new Damaged(keyFile, "it and " + file + " are no key with its certificate", e);
        }
    }

    /** The file with the authority's certificate: what clients trust in place of Amazon's. */
    public Path bundle() {
        return file;
    }

    /** A new key and certificate for the server of these names. */
    Issued issue(String... hosts) {
        try {
            var pair = keys();
            // A common name may have 64 characters, an endpoint more: the names that count are the alternative ones.
            var signed = sign(server, pair, key, certificate, hosts);
            return new Issued(
                    pem("CERTIFICATE", signed.getEncoded()) + pem("CERTIFICATE", certificate.getEncoded()),
                    pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("cannot issue a certificate for " + String.join(", ", hosts), e);
        }
    }

    /** Signs a server's certificate, or the authority's own where there is no issuer. */
    private static X509Certificate sign(
            X500Principal subject, KeyPair pair, PrivateKey signer, X509Certificate issuer, String... hosts)
            throws CertIOException, GeneralSecurityException, OperatorCreationException {
        var now = Instant.now();
        var builder = new JcaX509v3CertificateBuilder(
                issuer == null ? subject : issuer.getSubjectX500Principal(),
                new BigInteger(120, new SecureRandom()),
                // The clocks of two machines differ; a restored sandbox may be a little ahead.
                Date.from(now.minus(Duration.ofDays(1))),
                Date.from(
                        issuer == null
                                ? now.plus(VALIDITY)
                                : issuer.getNotAfter().toInstant()),
                subject,
                pair.getPublic());
        if (issuer == null) {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        } else {
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(Arrays.stream(hosts)
                            .map(host -> new GeneralName(GeneralName.dNSName, host))
                            .toArray(GeneralName[]::new)));
        }
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder(SIGNATURE).build(signer)));
    }

    private static PrivateKey privateKey(String text) throws IOException, GeneralSecurityException {
        try (var pem = new PemReader(new StringReader(text))) {
            var object = pem.readPemObject();
            if (object == null) {
                throw new IOException("no PEM object");
            }
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(object.getContent()));
        }
    }

    private static KeyPair keys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    private static String pem(String type, byte[] content) throws IOException {
        var text = new StringWriter();
        try (var writer = new PemWriter(text)) {
            writer.writeObject(new PemObject(type, content));
        }
        return text.toString();
    }
}
