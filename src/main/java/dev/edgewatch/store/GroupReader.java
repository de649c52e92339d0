package dev.edgewatch.store;

import dev.edgewatch.resource.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/**
 * Reads single rows. While few sessions read, each asks the database itself; when many do, those
 * that wait are answered by one statement, which costs the database and this program a fraction of
 * as many single ones.
 */
final class GroupReader implements AutoCloseable {
  private static final int GROUP = 256;
  private static final int ALONE = 2;

  private final Reads tables;
  private final Semaphore alone = new Semaphore(ALONE);
  private final LinkedBlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean closed;

  private record Waiting(Key key, CompletableFuture<Row> row) {}

  GroupReader(Reads tables, String region) {
    this.tables = tables;
    this.thread = Thread.ofPlatform().daemon().name("read-" + region).start(this::run);
  }

  /** The row as it is now, {@link Row#ABSENT} when there is none. */
  Row row(Key key) {
    if (alone.tryAcquire()) {
      try {
        return tables.row(key).orElse(Row.ABSENT);
      } finally {
        alone.release();
      }
    }
    Waiting mine = new Waiting(key, new CompletableFuture<>());
    waiting.add(mine);
    if (closed) {
      refuseWaiting();
    }
    try {
      return mine.row.join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
    }
  }

  private void run() {
    List<Waiting> group = new ArrayList<>();
    while (!closed) {
      try {
        group.add(waiting.take());
      } catch (InterruptedException closing) {
        break;
      }
      waiting.drainTo(group, GROUP - 1);
      answer(group);
      group.clear();
    }
    refuseWaiting();
  }

  private void answer(List<Waiting> group) {
    try {
      Map<Key, Row> rows =
          tables.rows(group.stream().map(Waiting::key).collect(Collectors.toSet()));
      group.forEach(one -> one.row.complete(rows.getOrDefault(one.key, Row.ABSENT)));
    } catch (RuntimeException | Error failed) {
      group.forEach(one -> one.row.completeExceptionally(failed));
    }
  }

  private void refuseWaiting() {
    List<Waiting> left = new ArrayList<>();
    waiting.drainTo(left);
    left.forEach(
        one ->
            one.row.completeExceptionally(
                new Refusal.Unavailable("CLOSING", "this node is stopping", Duration.ofMillis(200))
                    .exception()));
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
