package dev.edgewatch.store;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnsafeByteOperations;
import dev.edgewatch.api.changelog.ChangeSet;
import dev.edgewatch.api.changelog.LoggedChange;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The logical messages by which a commit tells the feed what it changed. They are written to
 * PostgreSQL's log in the transaction of the changes, and PostgreSQL delivers them when that has
 * committed, in the order of commits.
 */
final class LogMessage {
  /** Tells our messages from those of others in the same database. */
  static final String PREFIX = "edgewatch";

  private LogMessage() {}

  /** A message of one change; several of them may be joined to one. */
  static byte[] of(long version, Key key, @Nullable ByteString before, @Nullable ByteString after) {
    LoggedChange.Builder change =
        LoggedChange.newBuilder().setVersion(version).setType(key.type()).setName(key.name());
    if (before != null) {
      change.setBefore(before);
    }
    if (after != null) {
      change.setAfter(after);
    }
    return ChangeSet.newBuilder().addChanges(change).build().toByteArray();
  }

  /** The resources in it are parts of the message, and keep it in memory as a whole. */
  static ChangeSet parse(ByteBuffer content) {
    try {
      CodedInputStream in = UnsafeByteOperations.unsafeWrap(content).newCodedInput();
      in.enableAliasing(true);
      return ChangeSet.parseFrom(in);
    } catch (IOException foreign) {
      throw new IllegalStateException("a message of the change log cannot be decoded", foreign);
    }
  }
}
