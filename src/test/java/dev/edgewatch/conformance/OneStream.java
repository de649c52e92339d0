package dev.edgewatch.conformance;

import com.google.protobuf.Message;
import io.grpc.Status;

/** The messages of a watch of one device. */
record OneStream(WatchClient.OneObserver observer) implements GeneratedClient.Heard {
  @Override
  public void message(Message message) {
    Message change = GeneratedMessages.message(message, "change");
    if (GeneratedMessages.has(change, "added")) {
      observer.added(GeneratedMessages.device(GeneratedMessages.message(change, "added")));
    } else if (GeneratedMessages.has(change, "modified")) {
      observer.modified(GeneratedMessages.device(GeneratedMessages.message(change, "modified")));
    } else if (GeneratedMessages.has(change, "removed")) {
      observer.removed();
    } else {
      observer.ended("no change of this kind belongs into the watch of one: " + change);
    }
  }

  @Override
  public void ended(Status status) {
    observer.ended(status.getCode().name());
  }
}
