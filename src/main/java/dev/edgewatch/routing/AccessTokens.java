package dev.edgewatch.routing;

/** Where the access tokens of a caller come from. Thread-safe. */
@FunctionalInterface
public interface AccessTokens {
  /**
   * A token for one call: asked for each call anew, so that a renewed token is used at once. May
   * block, and is asked on a thread where that is fine. An empty text sends no authorization.
   *
   * @param authority whom the call is for, {@code host} or {@code host:port}; some tokens are good
   *     for one audience only
   */
  String forCall(String authority);
}
