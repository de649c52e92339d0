package dev.edgewatch.service.iam;

import dev.edgewatch.api.iam.v1.WatchPrincipalUpdatesResponse;
import dev.edgewatch.api.iam.v1.WatchPrincipalUpdatesResponse.RemovedPrincipal;
import dev.edgewatch.region.CustomMethod;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * One stream of changed principals: what has changed since the resume token, or all there are after
 * a reset, and then each change. What changes faster than the caller reads is told once, as it is
 * by then.
 */
final class PrincipalUpdates implements CustomMethod.Feed.Source {
  private static final int CHUNK = 100;

  private final PrincipalHistory history;
  private final CustomMethod.Replies<WatchPrincipalUpdatesResponse> replies;
  private final Set<String> waiting = new LinkedHashSet<>();
  private final Runnable ending;

  /** Stands for changes that are all waiting or told. */
  private String token;

  private boolean reset;
  private boolean current;

  PrincipalUpdates(
      PrincipalHistory history,
      String resumeToken,
      CustomMethod.Replies<WatchPrincipalUpdatesResponse> replies) {
    this.history = history;
    this.replies = replies;
    this.token = history.token();
    this.ending = history.listen(this::changed);
    Optional<Set<String>> since = history.since(resumeToken);
    synchronized (this) {
      reset = since.isEmpty();
      waiting.addAll(since.orElseGet(() -> new LinkedHashSet<>(history.keys().names())));
    }
  }

  private void changed(String key, String upTo) {
    synchronized (this) {
      waiting.add(key);
      token = upTo;
    }
    ready();
  }

  @Override
  public synchronized void ready() {
    while (replies.isReady() && (reset || !current || !waiting.isEmpty())) {
      WatchPrincipalUpdatesResponse.Builder chunk =
          WatchPrincipalUpdatesResponse.newBuilder().setIsReset(reset);
      Iterator<String> keys = waiting.iterator();
      for (int i = 0; i < CHUNK && keys.hasNext(); i++) {
        add(chunk, keys.next());
        keys.remove();
      }
      reset = false;
      if (waiting.isEmpty()) {
        current = true;
        chunk.setIsCurrent(true).setResumeToken(token);
      }
      replies.reply(chunk.build());
    }
  }

  private void add(WatchPrincipalUpdatesResponse.Builder chunk, String key) {
    history
        .keys()
        .find(key)
        .ifPresentOrElse(
            there -> chunk.addCurrentPrincipals(Principals.current(there)),
            () -> chunk.addRemovedPrincipals(RemovedPrincipal.newBuilder().setPrincipalKeyId(key)));
  }

  @Override
  public void ended() {
    ending.run();
  }
}
