package dev.edgewatch.iam;

import dev.edgewatch.resource.ResourceName;

/** E-mail addresses of service accounts, which follow from their names (contract section 1.5). */
public final class ServiceAccountEmails {
  private ServiceAccountEmails() {}

  /** {@code agent@acme.us-west2.serviceaccounts.iam.edgelq.com}. */
  public static String of(ResourceName account) {
    return account.id()
        + "@"
        + account.segment("project").orElseThrow()
        + "."
        + account.segment("region").orElseThrow()
        + ".serviceaccounts.iam.edgelq.com";
  }
}
