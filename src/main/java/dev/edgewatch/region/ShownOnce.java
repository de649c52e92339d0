package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.ResourceName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is remembered instead of an answer that holds a secret: which resource the secret is of, and
 * nothing of the secret itself. Who repeats the request is refused and told so, because half of the
 * answer would look like all of it.
 *
 * @param run distinguishes the run of the work that made it
 */
record ShownOnce(String type, String name, String run) {
  /** No message begins so: it would be a field without a number. */
  private static final ByteString MARK = ByteString.copyFromUtf8("\0shown once\n");

  private static final int PARTS = 3;

  static ShownOnce of(ResourceName name) {
    return new ShownOnce(name.type().simpleName(), name.text(), UUID.randomUUID().toString());
  }

  ByteString note() {
    return MARK.concat(ByteString.copyFromUtf8(String.join("\n", type, name, run)));
  }

  /** Empty when an answer was remembered as it was given. */
  static Optional<ShownOnce> read(ByteString remembered) {
    if (!remembered.startsWith(MARK)) {
      return Optional.empty();
    }
    String[] parts =
        remembered.substring(MARK.size()).toString(StandardCharsets.UTF_8).split("\n", PARTS);
    return Optional.of(new ShownOnce(parts[0], parts[1], parts[2]));
  }

  RefusalException refused() {
    return new Refusal.Precondition(
            "SHOWN_ONCE",
            type
                + " '"
                + name
                + "' was created by an earlier call of this request id, and its secret was in the"
                + " answer to that one only; when it was lost, delete the "
                + type
                + " and create another one",
            List.of(name))
        .exception();
  }
}
