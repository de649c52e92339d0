package dev.edgewatch.service.secrets;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.edgewatch.api.secrets.own.SealedData;
import dev.edgewatch.api.secrets.v1.CryptoKey;
import dev.edgewatch.api.secrets.v1.Secret;
import dev.edgewatch.region.Region;
import dev.edgewatch.region.Sealing;
import dev.edgewatch.region.Writing;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.ResourceType;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;

/**
 * Encrypts the data of a secret into its {@code enc_data}, and back. The name is authenticated with
 * them: what is copied from one secret into another does not open.
 */
record SecretSealing(ResourceType type, ResourceType keyType, Mask sealed, CryptoKeys keys)
    implements Sealing {

  static SecretSealing of(Region region) {
    ResourceType type = region.catalog().type("secrets.edgelq.com/Secret");
    return new SecretSealing(
        type,
        region.catalog().type(CryptoKeys.TYPE),
        Mask.of(type.descriptor(), "data"),
        new CryptoKeys(region));
  }

  /** As it is stored. */
  Secret sealed(Writing writing, Secret open) {
    Secret.Builder stored = open.toBuilder().clearData().clearEncData();
    if (open.getDataCount() == 0) {
      return stored.build();
    }
    CryptoKey key = keys.current(writing);
    byte[] data = Secret.newBuilder().putAllData(open.getDataMap()).build().toByteArray();
    try {
      byte[] ciphertext = keys.aead(key).encrypt(data, authenticated(writing.name().text()));
      return stored
          .setEncData(
              SealedData.newBuilder()
                  .setCryptoKey(key.getName())
                  .setCiphertext(ByteString.copyFrom(ciphertext))
                  .build()
                  .toByteString())
          .build();
    } catch (GeneralSecurityException unusable) {
      throw unreadable("CryptoKey '" + key.getName() + "'");
    }
  }

  /** Whether what is in it was sealed with the key that is taken now, wrapped as it is now. */
  boolean isCurrent(Writing writing, Message stored) {
    ByteString sealed = ((Secret) stored).getEncData();
    try {
      return sealed.isEmpty()
          || SealedData.parseFrom(sealed).getCryptoKey().equals(keys.current(writing).getName());
    } catch (InvalidProtocolBufferException unusable) {
      throw unreadable("Secret '" + writing.name().text() + "'");
    }
  }

  @Override
  public Message opened(Message stored, Rows rows) {
    Secret secret = (Secret) stored;
    if (secret.getEncData().isEmpty()) {
      return secret;
    }
    try {
      SealedData sealedData = SealedData.parseFrom(secret.getEncData());
      CryptoKey key =
          rows.get(keyType.parseName(sealedData.getCryptoKey()))
              .map(row -> (CryptoKey) row.message())
              .orElseThrow(GeneralSecurityException::new);
      byte[] data =
          keys.aead(key)
              .decrypt(sealedData.getCiphertext().toByteArray(), authenticated(secret.getName()));
      return secret.toBuilder()
          .clearEncData()
          .putAllData(Secret.parseFrom(data).getDataMap())
          .build();
    } catch (GeneralSecurityException | InvalidProtocolBufferException unusable) {
      throw unreadable("Secret '" + secret.getName() + "'");
    }
  }

  /** Without the cause, which may hold pieces of keys. */
  private static RefusalException unreadable(String what) {
    return new Refusal.Precondition(
            "SECRET_UNREADABLE",
            what
                + " was sealed with a key that this region does not have any more; expected it among"
                + " edgewatch.region.secrets.keys",
            List.of())
        .exception();
  }

  private static byte[] authenticated(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }
}
