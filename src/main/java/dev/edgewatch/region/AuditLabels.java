package dev.edgewatch.region;

/** Labels of entries of the audit that are not in the public API. */
public final class AuditLabels {
  /** The id of the request as it was given, which the API knows as a number only. */
  public static final String REQUEST_ID = "request_id";

  /** How often the same happened within a second, when more than once. */
  public static final String TIMES = "times";

  private AuditLabels() {}
}
