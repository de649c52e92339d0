package dev.edgewatch.region;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.Channel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Very many cases, most of them calls of which some are under way at once. What is wrong is
 * gathered and told at the end, and how many cases there were is written to {@code
 * target/sweeps.txt}.
 */
public final class Sweep {
  private static final Path COUNTS = Path.of("target/sweeps.txt");
  private static final int AT_ONCE = 32;
  private static final int MOST_TOLD = 40;

  private final String title;
  private final Semaphore room = new Semaphore(AT_ONCE);
  private final AtomicInteger cases = new AtomicInteger();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

  /**
   * @param title one word or a few, the same each time
   */
  public Sweep(String title) {
    this.title = title;
  }

  /** Calls somebody; goes on when there is room for the next call. */
  void send(
      String what,
      Caller caller,
      MethodDescriptor<ByteString, ByteString> method,
      ByteString request,
      Verdict verdict) {
    send(what, caller.channel(), method, request, new Metadata(), verdict);
  }

  void send(
      String what,
      Channel channel,
      MethodDescriptor<ByteString, ByteString> method,
      ByteString request,
      Metadata headers,
      Verdict verdict) {
    room.acquireUninterruptibly();
    var _ =
        Ending.of(channel, method, request, headers)
            .whenComplete(
                (ending, failure) -> {
                  judge(method.getFullMethodName() + ", " + what, ending, verdict);
                  room.release();
                });
  }

  private void judge(String call, Ending ending, Verdict verdict) {
    cases.incrementAndGet();
    try {
      Manners.complaint(ending)
          .or(() -> verdict.complaint(ending))
          .ifPresent(told -> wrong.add(call + ": " + told));
    } catch (RuntimeException | AssertionError failed) {
      wrong.add(call + ": " + failed);
    }
  }

  /** A case that was looked at otherwise. */
  public void count() {
    cases.incrementAndGet();
  }

  /** A case of this sweep went wrong. */
  public void complain(String what) {
    wrong.add(what);
  }

  /** Waits for the calls under way. */
  void await() {
    room.acquireUninterruptibly(AT_ONCE);
    room.release(AT_ONCE);
  }

  /** Fails when anything was wrong, and when there was less to look at than there is to be. */
  public void end(int atLeast) {
    await();
    writeDown();
    assertThat(wrong.stream().limit(MOST_TOLD).toList())
        .as("%s, %d wrong of %d", title, wrong.size(), cases.get())
        .isEmpty();
    assertThat(cases.get()).as("cases of %s", title).isGreaterThanOrEqualTo(atLeast);
  }

  private void writeDown() {
    try {
      TreeMap<String, String> counts = new TreeMap<>();
      if (Files.exists(COUNTS)) {
        Files.readAllLines(COUNTS)
            .forEach(line -> counts.put(line.substring(0, line.indexOf(':')), line));
      }
      counts.put(title, title + ": " + cases.get() + " cases");
      Files.write(COUNTS, List.copyOf(counts.values()));
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
