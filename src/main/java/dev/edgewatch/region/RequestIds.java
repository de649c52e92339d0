package dev.edgewatch.region;

import dev.edgewatch.routing.Headers;
import io.grpc.Metadata;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Ids of requests: the caller's when it is fit to be written into logs and databases, else a new
 * one.
 */
final class RequestIds {
  static final Pattern FIT = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private RequestIds() {}

  static String of(Metadata headers) {
    String given = headers.get(Headers.REQUEST_ID);
    return given != null && FIT.matcher(given).matches() ? given : UUID.randomUUID().toString();
  }

  /** Whether the caller gave one that is used. */
  static boolean isGiven(Metadata headers) {
    String given = headers.get(Headers.REQUEST_ID);
    return given != null && FIT.matcher(given).matches();
  }
}
