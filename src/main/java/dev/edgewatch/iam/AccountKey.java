package dev.edgewatch.iam;

import dev.edgewatch.api.iam.v1.ServiceAccount;
import dev.edgewatch.api.iam.v1.ServiceAccountKey;
import dev.edgewatch.resource.ProtoTimes;
import java.time.Instant;

/**
 * A key of a service account that exists, as this region knows it.
 *
 * @param email of the account
 */
public record AccountKey(ServiceAccountKey key, ServiceAccount account, String email) {

  public String name() {
    return key.getName();
  }

  /** Whether it can be used at a time; it can from its beginning on and until its end. */
  boolean isValidAt(Instant time) {
    boolean begun =
        !key.hasValidNotBefore() || !time.isBefore(ProtoTimes.instant(key.getValidNotBefore()));
    return begun && time.isBefore(end());
  }

  /** When it ends. */
  public Instant end() {
    return key.hasValidNotAfter() ? ProtoTimes.instant(key.getValidNotAfter()) : Instant.MAX;
  }

  Principal.ServiceAccount principal() {
    return new Principal.ServiceAccount(account.getName(), email, key.getName());
  }
}
