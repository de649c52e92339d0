package dev.edgewatch.routing;

import io.grpc.Metadata;

/**
 * Request metadata and trailers that regions and their clients understand (contract section 8.5 and
 * our extensions).
 */
public final class Headers {
  /** {@code Bearer} and the caller's access token. */
  public static final Metadata.Key<String> AUTHORIZATION = key("authorization");

  /**
   * Id of the call, kept when it is forwarded; with {@link #REPETITION} it settles the outcome of a
   * write.
   */
  public static final Metadata.Key<String> REQUEST_ID = key("x-goten-request-id");

  /**
   * Extension: {@value #SAME_ANSWER} makes a write that comes again under the same request id, from
   * the same caller, the same write: it is carried out once and its answer is given again.
   */
  public static final Metadata.Key<String> REPETITION = key("x-edgewatch-repetition");

  /** Value of {@link #REPETITION}. */
  public static final String SAME_ANSWER = "same-answer";

  /** Address of the end client. Not protected against forging: believed only from peers. */
  public static final Metadata.Key<String> ORIGINAL_IP = key("x-goten-original-ip");

  /** Region that routed the call to where it is executed. */
  public static final Metadata.Key<String> ROUTING_REGION = key("x-goten-routing-region");

  /** Regions that execute the call already; a region that finds itself here refuses. */
  public static final Metadata.Key<String> EXECUTING_REGIONS = key("x-goten-executing-regions");

  /**
   * Extension: {@value #PROGRESS} makes current messages of a page carry position and total, and
   * keeps them coming.
   */
  public static final Metadata.Key<String> WATCH = key("x-edgewatch-watch");

  /** Value of {@link #WATCH}. */
  public static final String PROGRESS = "progress";

  /** Extension: the region answers only when it has seen everything up to this position. */
  public static final Metadata.Key<String> AT_LEAST = key("x-edgewatch-at-least");

  /** Extension, trailer: the position at which a write is visible or that an answer was read at. */
  public static final Metadata.Key<String> POSITION = key("x-edgewatch-position");

  private Headers() {}

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }
}
