package dev.edgewatch.routing;

/** What it means when a write comes again under the same request id. */
public enum Repetition {
  /** It is another write; the id only helps to follow what happened. */
  ANOTHER_WRITE,

  /** It is the same one, carried out once, and its answer is given again (AIP-155). */
  SAME_ANSWER
}
