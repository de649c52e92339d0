package dev.edgewatch.console.bff;

import java.util.concurrent.CompletableFuture;

/**
 * Asking for access. What is asked for is in {@code MyAccess}, live. Returns at once; outcomes are
 * completed on another thread and never exceptionally.
 */
public interface AccessRequests {

  /**
   * Asks whoever can give a permission.
   *
   * @param scope name of the project or organization in which roles would be given
   * @param permission full name
   * @param object what it is wanted for, in the scope
   * @param note for whoever may give it; at most 500 characters, may be empty
   */
  CompletableFuture<Outcome> ask(String scope, String permission, String object, String note);

  /** Takes back one's own request, or declines that of somebody else. */
  CompletableFuture<Outcome> dismiss(String name);
}
