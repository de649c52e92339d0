package dev.edgewatch.iam;

import dev.edgewatch.api.iam.own.Private;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * API keys (gaps E4): {@code sk_} and 40 letters and digits, 238 bits by chance. Only their SHA-256
 * is kept, in rows of a private type; so much chance needs neither salt nor a slow function.
 */
public final class ApiKeyHashes {
  /** The private types of who may call. */
  public static final Catalog CATALOG = Catalog.of(Private.getDescriptor());

  public static final ResourceType TYPE = CATALOG.type("iam.edgelq.com/ApiKeyHash");
  static final String PREFIX = "sk_";

  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int LENGTH = 40;
  private static final Pattern KEY = Pattern.compile("sk_[0-9A-Za-z]{40}");

  private ApiKeyHashes() {}

  /** A new API key, to be shown once. */
  public static String newKey(RandomGenerator random) {
    StringBuilder key = new StringBuilder(PREFIX);
    for (int i = 0; i < LENGTH; i++) {
      key.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return key.toString();
  }

  /** Name of the row by which a key is recognized, beside the service account key it is of. */
  public static ResourceName nameOf(String apiKey, ResourceName accountKey) {
    return TYPE.parseName(
        "projects/"
            + accountKey.segment("project").orElseThrow()
            + "/regions/"
            + accountKey.segment("region").orElseThrow()
            + "/apiKeyHashes/"
            + Sha256.hex(apiKey));
  }

  static boolean isKey(String text) {
    return KEY.matcher(text).matches();
  }
}
