package dev.edgewatch.resource;

/**
 * Carries a {@link Refusal} from where it was found to the one place that translates it. Has no
 * stack trace.
 */
public final class RefusalException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;

  RefusalException(Refusal refusal) {
    super(refusal.message(), null, false, false);
    this.refusal = refusal;
  }

  public Refusal refusal() {
    return refusal;
  }
}
