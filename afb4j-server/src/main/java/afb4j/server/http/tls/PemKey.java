package afb4j.server.http.tls;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;

/// The private key of a certificate, from a PEM file.
final class PemKey {

    private static final List<String> ENCRYPTED = List.of("ENCRYPTED PRIVATE KEY");
    private static final List<String> BARE = List.of("RSA PRIVATE KEY", "EC PRIVATE KEY");
    private static final byte[] PROBE =
            "does this key belong to that certificate?".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private PemKey() {}

    /// What is wrong with a key, for a sentence that names the file.
    static final class UnusableException extends Exception {

        private static final long serialVersionUID = 1;

        UnusableException(String message) {
            super(message, null, false, false);
        }
    }

    /// Finds the key of `owner` in a file.
    ///
    /// @param text of the file
    /// @throws UnusableException when there is none, or that of another certificate
    static PrivateKey find(String text, PublicKey owner) throws UnusableException {
        for (PemBlock block : PemBlock.parse(text)) {
            if (ENCRYPTED.contains(block.label()) || block.headers().contains("ENCRYPTED")) {
                throw new UnusableException("holds a key that is encrypted by a password, expected one that is not:"
                        + " make it by openssl pkey -in FILE -out NEWFILE");
            }
            if (block.label().equals("PRIVATE KEY")) {
                return own(block.content(), owner);
            }
            if (BARE.contains(block.label())) {
                return own(envelope(block.content(), owner), owner);
            }
        }
        throw new UnusableException("holds no private key, expected a PEM file with -----BEGIN PRIVATE KEY-----");
    }

    /// Keys of RSA (PKCS#1) and of elliptic curves (SEC 1) may come without saying what they are. If it
    /// is the key
    /// of this certificate it is what the certificate says.
    private static byte[] envelope(byte[] key, PublicKey owner) {
        byte[] algorithm = Der.firstOfSequence(owner.getEncoded());
        return Der.value(
                Der.SEQUENCE,
                Der.value(Der.INTEGER, new byte[] {0}),
                algorithm == null ? new byte[0] : algorithm,
                Der.value(Der.OCTETS, key));
    }

    private static PrivateKey own(byte[] pkcs8, PublicKey owner) throws UnusableException {
        PrivateKey key;
        try {
            key = KeyFactory.getInstance(owner.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (InvalidKeySpecException _) {
            throw new UnusableException(
                    "holds no key of the kind of the certificate, expected a private key for " + owner.getAlgorithm());
        } catch (NoSuchAlgorithmException _) {
            throw new UnusableException("cannot be used: keys for " + owner.getAlgorithm()
                    + " are not known here, expected RSA, EC or EdDSA");
        }
        if (!belongs(key, owner)) {
            throw new UnusableException("holds the key of another certificate");
        }
        return key;
    }

    private static boolean belongs(PrivateKey key, PublicKey owner) {
        try {
            Signature signature = Signature.getInstance(signature(owner.getAlgorithm()));
            signature.initSign(key);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(owner);
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (GeneralSecurityException _) {
            return false; // as keys of different curves
        }
    }

    private static String signature(String algorithm) {
        return switch (algorithm) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> algorithm;
        };
    }
}
