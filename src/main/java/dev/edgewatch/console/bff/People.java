package dev.edgewatch.console.bff;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Who is behind the members of projects and organizations (contract section 11.4). */
public interface People {

  /**
   * Those with a role in a scope, by member string; who is not known is left out, and of many all
   * but the first thousand. Completed on another thread: nobody is known of a scope whose members
   * may not be listed, and exceptionally when no region answers.
   *
   * @param scope name of a project or organization
   */
  CompletableFuture<Map<String, Known>> in(String scope);

  /**
   * What is known of one.
   *
   * @param name what he is called; may be empty
   * @param seen when regions last took note of a token of his, which they do at each sign-in and
   *     otherwise once a day; empty for programs
   */
  record Known(String name, Optional<Instant> seen) {}
}
