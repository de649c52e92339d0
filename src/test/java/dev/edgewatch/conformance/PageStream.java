package dev.edgewatch.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import dev.edgewatch.conformance.WatchClient.PageChange;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;

/** The messages of a live page, each checked by the letter of contract section 6.3. */
final class PageStream implements GeneratedClient.Heard {
  private final int maxChunkSize;
  private final WatchClient.PageObserver observer;
  private final List<PageChange> pending = new ArrayList<>();
  private String previousToken = "";
  private String nextToken = "";
  private boolean broken;

  PageStream(int maxChunkSize, WatchClient.PageObserver observer) {
    this.maxChunkSize = maxChunkSize;
    this.observer = observer;
  }

  @Override
  public void message(Message message) {
    try {
      check(message);
    } catch (AssertionError unlawful) {
      broken = true;
      observer.ended(unlawful.getMessage());
    }
    if (!broken) {
      take(message);
    }
  }

  private void check(Message message) {
    boolean current = (boolean) GeneratedMessages.get(message, "is_current");
    List<?> changes = (List<?>) GeneratedMessages.get(message, "device_changes");
    assertThat(GeneratedMessages.number(message, "snapshot_size"))
        .as("snapshot_size")
        .isEqualTo(-1);
    assertThat(GeneratedMessages.get(message, "resume_token")).as("resume_token").isEqualTo("");
    assertThat(GeneratedMessages.get(message, "is_soft_reset")).isEqualTo(false);
    assertThat(GeneratedMessages.get(message, "is_hard_reset")).isEqualTo(false);
    if (maxChunkSize == 0) {
      assertThat(current).as("without chunks every message is a complete set").isTrue();
    } else {
      assertThat(changes).hasSizeLessThanOrEqualTo(maxChunkSize);
    }
    if (GeneratedMessages.has(message, "page_token_change")) {
      assertThat(current).as("tokens come with what is current").isTrue();
      Message tokens = GeneratedMessages.message(message, "page_token_change");
      assertThat(List.of(text(tokens, "prev_page_token"), text(tokens, "next_page_token")))
          .as("tokens come when they changed")
          .isNotEqualTo(List.of(previousToken, nextToken));
    }
  }

  private void take(Message message) {
    ((List<?>) GeneratedMessages.get(message, "device_changes"))
        .forEach(change -> pending.add(change((Message) change)));
    if (GeneratedMessages.has(message, "page_token_change")) {
      Message tokens = GeneratedMessages.message(message, "page_token_change");
      previousToken = text(tokens, "prev_page_token");
      nextToken = text(tokens, "next_page_token");
    }
    if ((boolean) GeneratedMessages.get(message, "is_current")) {
      observer.set(List.copyOf(pending), previousToken, nextToken);
      pending.clear();
    }
  }

  private static PageChange change(Message change) {
    if (GeneratedMessages.has(change, "added")) {
      Message added = GeneratedMessages.message(change, "added");
      return new PageChange.Added(
          GeneratedMessages.device(added), GeneratedMessages.number(added, "view_index"));
    }
    if (GeneratedMessages.has(change, "modified")) {
      Message modified = GeneratedMessages.message(change, "modified");
      return new PageChange.Modified(
          GeneratedMessages.device(modified),
          GeneratedMessages.number(modified, "previous_view_index"),
          GeneratedMessages.number(modified, "view_index"));
    }
    Message removed = GeneratedMessages.message(change, "removed");
    return new PageChange.Removed(
        text(removed, "name"), GeneratedMessages.number(removed, "view_index"));
  }

  private static String text(Message message, String field) {
    return (String) GeneratedMessages.get(message, field);
  }

  @Override
  public void ended(Status status) {
    observer.ended(status.getCode().name());
  }
}
