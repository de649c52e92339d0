package dev.edgewatch.service.secrets;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.edgewatch.api.secrets.v1.CryptoKey;
import dev.edgewatch.region.Region;
import dev.edgewatch.region.Writing;
import dev.edgewatch.resource.ParentName;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Year;
import java.util.Base64;
import java.util.Optional;

/**
 * The keys that secrets are encrypted with (contract section 13.3): one for each parent and year,
 * of 256 bits, itself encrypted with a key of the deployment and stored beside the secrets. What
 * was sealed with an older one is sealed anew when it is written (gaps F6). Thread-safe.
 */
final class CryptoKeys {
  static final String TYPE = "secrets.edgelq.com/CryptoKey";

  private static final int MOST_AT_HAND = 1_000;

  private final ResourceType type;
  private final Clock clock;
  private final MasterKeys master;

  /** By what is stored of them. */
  private final Cache<String, Aead> opened =
      Caffeine.newBuilder().maximumSize(MOST_AT_HAND).executor(Runnable::run).build();

  CryptoKeys(Region region) {
    this.type = region.catalog().type(TYPE);
    this.clock = region.clock();
    this.master = new MasterKeys(region.sealingKeys());
    try {
      AeadConfig.register();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("the ciphers cannot be set up", impossible);
    }
  }

  /**
   * Of this year, for secrets of that parent; made by the first one that is written. One that an
   * older key of the deployment has encrypted is encrypted with the first one from then on.
   */
  CryptoKey current(Writing writing) {
    ResourceName name = currentName(writing.name().parent());
    Optional<Resource> there = writing.session().get(name);
    if (there.isEmpty()) {
      return (CryptoKey) writing.session().create(name, fresh(name)).message();
    }
    CryptoKey key = (CryptoKey) there.get().message();
    return rewrapped(key)
        .map(anew -> (CryptoKey) writing.session().replace(there.get(), anew).message())
        .orElse(key);
  }

  private ResourceName currentName(ParentName parent) {
    String id = "key-" + Year.now(clock);
    return type.parseName(
        parent.text().isEmpty() ? "cryptoKeys/" + id : parent.text() + "/cryptoKeys/" + id);
  }

  private CryptoKey fresh(ResourceName name) {
    try {
      return CryptoKey.newBuilder()
          .setKey(
              wrapped(KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM), name.text()))
          .build();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("a key cannot be made", impossible);
    }
  }

  /** Empty when the first key of the deployment opens it, and when none does. */
  private Optional<CryptoKey> rewrapped(CryptoKey key) {
    try {
      KeysetHandle unwrapped = unwrapped(key, master);
      return isOpenedBy(master.first(), key)
          ? Optional.empty()
          : Optional.of(key.toBuilder().setKey(wrapped(unwrapped, key.getName())).build());
    } catch (GeneralSecurityException lost) {
      return Optional.empty();
    }
  }

  private static boolean isOpenedBy(Aead wrapping, CryptoKey key) {
    try {
      return unwrapped(key, wrapping).size() > 0;
    } catch (GeneralSecurityException another) {
      return false;
    }
  }

  private String wrapped(KeysetHandle key, String name) throws GeneralSecurityException {
    return Base64.getEncoder()
        .encodeToString(
            TinkProtoKeysetFormat.serializeEncryptedKeyset(key, master, authenticated(name)));
  }

  private static KeysetHandle unwrapped(CryptoKey key, Aead wrapping)
      throws GeneralSecurityException {
    return TinkProtoKeysetFormat.parseEncryptedKeyset(
        Base64.getDecoder().decode(key.getKey()), wrapping, authenticated(key.getName()));
  }

  private static byte[] authenticated(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * What encrypts and decrypts with a key.
   *
   * @throws GeneralSecurityException when no key of the deployment opens it
   */
  Aead aead(CryptoKey key) throws GeneralSecurityException {
    Aead known = opened.getIfPresent(key.getKey());
    if (known != null) {
      return known;
    }
    Aead aead = unwrapped(key, master).getPrimitive(RegistryConfiguration.get(), Aead.class);
    opened.put(key.getKey(), aead);
    return aead;
  }
}
