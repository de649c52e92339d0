package dev.edgewatch.console.bff;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * What a person keeps with his account (contract section 11.1), as texts by key. Returns at once.
 */
public interface MySettings {

  /**
   * Reads settings; those that are not there are left out. Completed on another thread,
   * exceptionally when no region answers.
   */
  CompletableFuture<Map<String, String>> read(Set<String> keys);

  /**
   * Keeps settings; an empty text forgets one. Completed on another thread, never exceptionally.
   */
  CompletableFuture<Outcome> write(Map<String, String> settings);
}
