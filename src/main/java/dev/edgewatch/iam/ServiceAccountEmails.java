package dev.edgewatch.iam;

import dev.edgewatch.resource.ResourceName;
import java.util.Optional;

/** E-mail addresses of service accounts, which follow from their names (contract section 1.5). */
public final class ServiceAccountEmails {
  private static final String DOMAIN = ".serviceaccounts.iam.edgelq.com";

  private ServiceAccountEmails() {}

  /** {@code agent@acme.us-west2.serviceaccounts.iam.edgelq.com}. */
  public static String of(ResourceName account) {
    return account.id()
        + "@"
        + account.segment("project").orElseThrow()
        + "."
        + account.segment("region").orElseThrow()
        + DOMAIN;
  }

  /** The region an account is in, by its address; empty for what is no such address. */
  public static Optional<String> region(String email) {
    if (!email.endsWith(DOMAIN)) {
      return Optional.empty();
    }
    String place = email.substring(email.indexOf('@') + 1, email.length() - DOMAIN.length());
    return Optional.of(place.substring(place.lastIndexOf('.') + 1));
  }
}
