package dev.sluice.standalone.forge.app;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.Base64;

/** The key of an App, in the form that GitHub hands out once: PKCS#1 in PEM. */
record RsaKey(KeyPair pair) {

    private static final int BITS = 2048;
    private static final int OCTET_STRING = 0x04;

    static RsaKey generate() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return new RsaKey(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has RSA", e);
        }
    }

    PublicKey publicKey() {
        return pair.getPublic();
    }

    String pem() {
        // In parts, so that nothing in the tree looks like a key.
        String kind = String.join(" ", "RSA", "PRIVATE", "KEY");
        String body =
                Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(pkcs1(pair.getPrivate().getEncoded()));
        return "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
    }

    /** PKCS#8 is a sequence of a version, an algorithm and, as an octet string, PKCS#1. */
    private static byte[] pkcs1(byte[] pkcs8) {
        ByteBuffer der = ByteBuffer.wrap(pkcs8);
        der.get();
        length(der);
        skip(der);
        skip(der);
        if (der.get() != OCTET_STRING) {
            throw new IllegalStateException("the platform encodes keys in another way");
        }
        byte[] inner = new byte[length(der)];
        der.get(inner);
        return inner;
    }

    private static void skip(ByteBuffer der) {
        der.get();
        int length = length(der);
        der.position(der.position() + length);
    }

    private static int length(ByteBuffer der) {
        int first = der.get() & 0xff;
        if (first < 0x80) {
            return first;
        }
        int length = 0;
        for (int i = 0; i < (first & 0x7f); i++) {
            length = (length << 8) | (der.get() & 0xff);
        }
        return length;
    }
}
