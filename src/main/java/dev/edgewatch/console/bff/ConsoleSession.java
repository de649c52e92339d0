package dev.edgewatch.console.bff;

import dev.edgewatch.console.bff.access.MyAccess;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.ResourceType;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Everything a signed-in browser session may do. Holds the person's tokens on the server and passes
 * them to the regions; an object that is handed along, never looked up from a thread. Thread-safe;
 * ends with the session.
 */
public interface ConsoleSession extends AutoCloseable {

  Person person();

  /** The types there are at present: those of the console, and those that regions tell of. */
  Catalog catalog();

  /**
   * Follows {@link #catalog}.
   *
   * @param onChange called on any thread when it is another one; returns at once
   */
  AutoCloseable onCatalog(Runnable onChange);

  Environment environment();

  Actions actions();

  Invitations invitations();

  AccessRequests accessRequests();

  People people();

  MySettings settings();

  /**
   * Opens a live list. Types without a region in their name are read from each region that owns
   * some of them.
   *
   * @param onDirty called on any thread when there is something to drain; returns at once
   */
  LiveQuery open(LiveQuery.Spec spec, Runnable onDirty);

  /**
   * Opens a live list of which only the beginning is looked at, and no more is held of.
   *
   * @param rows most of each region; they are wanted at once
   */
  LiveQuery openFirst(LiveQuery.Spec spec, int rows, Runnable onDirty);

  /**
   * Counts what matches without loading it.
   *
   * @param filter contract filter; refused when it cannot be parsed
   * @param regions ids of the regions to count; empty for all
   * @param onDirty called on any thread when the number may be another one; returns at once
   */
  LiveCount count(
      ResourceType type, String parent, String filter, Set<String> regions, Runnable onDirty);

  /** Reads whole lists, for exports. */
  ListReading reading();

  /**
   * Finds resources in which all words of a phrase occur, a few of each region. Completed on
   * another thread; regions that do not answer contribute nothing.
   *
   * @param limit most results of each region
   */
  CompletableFuture<List<LiveRow>> search(
      ResourceType type, String parent, String phrase, List<String> paths, int limit);

  SessionLife life();

  /** Watches one resource in the region that owns it. */
  LiveResource watch(ResourceType type, String name, Runnable onDirty);

  /**
   * What the person may do in a scope, shared by all pages of the sign-in.
   *
   * @param scope name of a project or organization; empty for the root
   * @param onChange called on any thread when the answers may be others; returns at once
   */
  MyAccess access(String scope, Runnable onChange);

  /** Ends all lists and watches of the session. */
  @Override
  void close();
}
