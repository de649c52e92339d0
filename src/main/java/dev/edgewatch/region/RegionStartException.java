package dev.edgewatch.region;

/** Why a region cannot start, in one sentence that says what to change. */
public final class RegionStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RegionStartException(String message, Throwable cause) {
    super(message, cause);
  }

  RegionStartException(String message) {
    super(message);
  }
}
