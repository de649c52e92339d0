package dev.edgewatch.service.secrets;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import dev.edgewatch.region.SealingKeys;
import dev.edgewatch.resource.Refusal;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

/**
 * Encrypts with the first key of the deployment, and decrypts with whichever fits, so that a new
 * one can be put before the others. Thread-safe.
 */
final class MasterKeys implements Aead {
  private final List<Aead> keys = new ArrayList<>();

  MasterKeys(SealingKeys settings) {
    try {
      for (byte[] key : settings.keys()) {
        keys.add(new AesGcmJce(key));
      }
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("AES-GCM with 256 bits is missing", impossible);
    }
  }

  @Override
  public byte[] encrypt(byte[] plaintext, byte[] associatedData) throws GeneralSecurityException {
    if (keys.isEmpty()) {
      throw new Refusal.Precondition(
              "SECRETS_NOT_SEALED",
              "this region has no key to seal secrets with; expected whoever runs it to set"
                  + " edgewatch.region.secrets.keys",
              List.of())
          .exception();
    }
    return keys.getFirst().encrypt(plaintext, associatedData);
  }

  /** The one that encrypts, alone. */
  Aead first() {
    return keys.getFirst();
  }

  @Override
  public byte[] decrypt(byte[] ciphertext, byte[] associatedData) throws GeneralSecurityException {
    GeneralSecurityException last = new GeneralSecurityException("there is no key");
    for (Aead key : keys) {
      try {
        return key.decrypt(ciphertext, associatedData);
      } catch (GeneralSecurityException another) {
        last = another;
      }
    }
    throw last;
  }
}
