package dev.edgewatch.watch;

import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.RefusalException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Where a stateless stream has come to (gap A4): the position, and a digest of what was asked,
 * because a position says nothing to another query. Opaque to clients, and no secret: it grants
 * nothing that the request itself would not.
 *
 * @param question digest of type, parent, filter and mask
 */
record ResumeToken(Position position, String question) {
  private static final String FORM = "w1";

  String text() {
    String plain = FORM + " " + question + " " + position.text();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }

  /** Empty for what this system never gave out. */
  static Optional<ResumeToken> parse(String text) {
    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", 3);
      return parts.length == 3 && parts[0].equals(FORM)
          ? Optional.of(new ResumeToken(Position.parse(parts[2]), parts[1]))
          : Optional.empty();
    } catch (IllegalArgumentException | RefusalException foreign) {
      return Optional.empty();
    }
  }

  /** The digest of what a watch asks for. */
  static String question(AllWatch watch) {
    String asked =
        String.join(
            "\n",
            watch.type().fullName(),
            watch.parent().text(),
            watch.filter().text(),
            String.join(",", watch.mask().toProto().getPathsList()));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(asked.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException every) {
      throw new IllegalStateException("every Java has SHA-256", every);
    }
  }
}
