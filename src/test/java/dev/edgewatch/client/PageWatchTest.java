package dev.edgewatch.client;

import static dev.edgewatch.client.Devices.changes;
import static dev.edgewatch.client.Devices.encoded;
import static dev.edgewatch.client.Devices.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.FieldMask;
import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.standard.ChangeList;
import dev.edgewatch.resource.standard.ResourceChange.Added;
import dev.edgewatch.resource.standard.ResourceChange.Modified;
import dev.edgewatch.resource.standard.ResourceChange.Removed;
import dev.edgewatch.resource.standard.WatchManyRequest;
import dev.edgewatch.resource.standard.WatchManyResponse;
import dev.edgewatch.resource.standard.WatchManyResponse.PageTokens;
import dev.edgewatch.routing.Headers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PageWatchTest {
  private final ScriptedRegion region = new ScriptedRegion(Devices.TYPE);
  private final TestClient client = new TestClient(region.endpoint());
  private final Heard heard = new Heard();

  @AfterEach
  void stop() {
    heard.proceed.countDown();
    client.close();
    region.close();
  }

  @Test
  void thePageIsToldInCompleteSetsWithPositionAndTotal() {
    open();
    ScriptedRegion.Call stream = region.next();
    assertThat(stream.headers.get(Headers.WATCH)).isEqualTo("progress");

    stream.send(
        WatchManyResponse.part(changes(new Added(encoded("a"), 0))),
        withProgress(
            changes(new Added(encoded("b"), 1)),
            Optional.of(new PageTokens("", "next")),
            17,
            "us-west2:a"),
        withProgress(
            changes(new Modified(name("b"), encoded("b", "B"), 1, 0)),
            Optional.empty(),
            18,
            "us-west2:b"),
        withProgress(ChangeList.none(), Optional.empty(), 18, "us-west2:c"));

    await().untilAsserted(() -> assertThat(heard.sets).hasSize(3));
    PageWatch.PageChanges snapshot = heard.sets.get(0);
    assertThat(snapshot.snapshot()).isTrue();
    assertThat(snapshot.changes()).hasSize(2);
    assertThat(snapshot.total()).isEqualTo(17);
    PageWatch.PageChanges move = heard.sets.get(1);
    assertThat(move.snapshot()).isFalse();
    assertThat(move.nextToken()).isEqualTo("next");
    assertThat(heard.sets.get(2).changes()).isEmpty();
    assertThat(heard.sets.get(2).position()).contains(new Position("us-west2", 12));
  }

  @Test
  void aChangeThatDoesNotFitThePageEndsTheWatchBeforeItIsShown() {
    open();
    ScriptedRegion.Call stream = region.next();

    stream.send(
        withProgress(changes(new Added(encoded("a"), 0)), Optional.empty(), 1, "us-west2:a"),
        withProgress(changes(new Removed(name("b"), 0)), Optional.empty(), 0, "us-west2:b"));

    await().untilAsserted(() -> assertThat(heard.ended).hasSize(1));
    assertThat(heard.ended.getFirst().reason()).isEqualTo("PAGE_MISMATCH");
    assertThat(heard.sets).hasSize(1);
    await().until(() -> stream.cancelled);
  }

  @Test
  void theEndOfTheStreamIsToldWithItsReason() {
    Refusal denied = new Refusal.Denied("devices.devices.watch", "projects/p", "not any more");
    open();

    region.next().refuse(denied);

    await().untilAsserted(() -> assertThat(heard.ended).containsExactly(denied));
  }

  @Test
  void aSlowListenerHoldsTheRegionBack() {
    heard.slow = true;
    open();
    ScriptedRegion.Call stream = region.next();
    ChangeList large = changes(new Added(encoded("a", "x".repeat(200_000)), 0));

    stream.send(withProgress(large, Optional.empty(), 1, "us-west2:a"));
    ChangeList change = changes(new Modified(name("a"), encoded("a", "y".repeat(200_000)), 0, 0));
    int sent = 1;
    for (long until = System.nanoTime() + 1_500_000_000L;
        System.nanoTime() < until && sent < 500; ) {
      if (stream.isReady()) {
        stream.send(withProgress(change, Optional.empty(), 1, "us-west2:b"));
        sent++;
      } else {
        Thread.onSpinWait();
      }
    }

    // 500 of them would be 100 MB; the transport's windows take a few and then say stop.
    assertThat(sent).isLessThan(50);
    heard.proceed.countDown();
    int all = sent;
    await().untilAsserted(() -> assertThat(heard.sets).hasSize(all));
  }

  @Test
  void nothingIsToldAfterItIsClosed() {
    PageWatch watch = open();
    ScriptedRegion.Call stream = region.next();

    watch.close();

    await().until(() -> stream.cancelled);
    assertThat(heard.ended).isEmpty();
  }

  private PageWatch open() {
    return client
        .devices()
        .watchPage(
            WatchManyRequest.page(Devices.PARENT, "", "", "", 50, FieldMask.getDefaultInstance()),
            heard);
  }

  private static WatchManyResponse withProgress(
      ChangeList changes, Optional<PageTokens> tokens, long total, String position) {
    return new WatchManyResponse(changes, true, tokens, position, total, false, false);
  }

  private static final class Heard implements PageWatch.Listener {
    final List<PageWatch.PageChanges> sets = new CopyOnWriteArrayList<>();
    final List<Refusal> ended = new CopyOnWriteArrayList<>();
    final CountDownLatch proceed = new CountDownLatch(1);
    volatile boolean slow;

    @Override
    public void changes(PageWatch.PageChanges changes) {
      if (slow) {
        try {
          proceed.await();
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
        }
      }
      sets.add(changes);
    }

    @Override
    public void ended(Refusal refusal) {
      ended.add(refusal);
    }
  }
}
