package dev.edgewatch.service.secrets;

import com.google.protobuf.Message;
import dev.edgewatch.api.secrets.v1.Secret;
import dev.edgewatch.region.WriteRule;
import dev.edgewatch.region.Writing;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.ResourceType;
import java.util.Base64;

/**
 * The data of a secret are base64 and never stored as they are. Every write seals what was sealed
 * with an older key anew.
 */
record SecretRule(SecretSealing sealing) implements WriteRule {
  @Override
  public ResourceType type() {
    return sealing.type();
  }

  @Override
  public Creation creating(Writing writing, Message body) {
    Secret secret = (Secret) body;
    requireBase64(secret);
    return Creation.of(sealing.sealed(writing, secret));
  }

  @Override
  public Message updating(Writing writing, Message before, Message after) {
    Secret wanted = (Secret) after;
    Secret was = (Secret) sealing.opened(before, writing.session()::get);
    if (wanted.getDataMap().equals(was.getDataMap()) && sealing.isCurrent(writing, before)) {
      return wanted.toBuilder().clearData().setEncData(((Secret) before).getEncData()).build();
    }
    requireBase64(wanted);
    return sealing.sealed(writing, wanted);
  }

  private static void requireBase64(Secret secret) {
    secret
        .getDataMap()
        .forEach(
            (key, value) -> {
              try {
                Base64.getDecoder().decode(value);
              } catch (IllegalArgumentException malformed) {
                throw Refusal.invalid(
                    "SECRET_MALFORMED",
                    "data." + key,
                    "data." + key + " is not base64; expected what it holds, encoded as base64");
              }
            });
  }
}
