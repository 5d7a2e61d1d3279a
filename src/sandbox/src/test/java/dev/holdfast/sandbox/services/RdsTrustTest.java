package dev.holdfast.sandbox.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RdsTrustTest {
    @TempDir
    Path directory;

    private Path authority;
    private Path root;

    @BeforeEach
    void authority() throws Exception {
        authority = Files.writeString(directory.resolve("rds-ca.pem"), certificate("CN=Holdfast sandbox"));
        root = Files.createDirectory(directory.resolve("root"));
    }

    @Test
    void addsTheSandboxsAuthorityToAnRdsBundleOnce() throws Exception {
        var amazon = certificate("CN=Amazon RDS eu-central-1 Root CA RSA2048 G1");
        var bundle = Files.writeString(root.resolve("rds-ca-bundle.pem"), amazon);

        RdsTrust.give(root, authority);
        RdsTrust.give(root, authority);

        assertThat(bundle).hasContent(amazon + "\n" + Files.readString(authority));
    }

    @Test
    void leavesEveryOtherBundleAlone() throws Exception {
        var other = certificate("CN=Some other authority");
        var bundle = Files.writeString(root.resolve("other.pem"), other);

        RdsTrust.give(root, authority);

        assertThat(bundle).hasContent(other);
    }

    private static String certificate(String subject)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        var keys = KeyPairGenerator.getInstance("EC").generateKeyPair();
        var name = new X500Principal(subject);
        var now = Instant.now();
        var certificate = new JcaX509v3CertificateBuilder(
                        name,
                        BigInteger.ONE,
                        Date.from(now),
                        Date.from(now.plus(Duration.ofDays(1))),
                        name,
                        keys.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
        return "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }
}
