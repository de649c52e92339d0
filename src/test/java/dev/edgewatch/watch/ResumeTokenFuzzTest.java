package dev.edgewatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewatch.fuzz.FuzzInput;
import dev.edgewatch.fuzz.ReadsAnyText;
import dev.edgewatch.resource.Position;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;

/**
 * Resume tokens: nothing is refused, what was never given out is foreign. Fuzzed inside the base64
 * around it, which would hide everything from a fuzzer.
 */
class ResumeTokenFuzzTest extends ReadsAnyText {
  static Stream<byte[]> seeds() {
    return Stream.of(
            "w1 0123456789abcdef us-west2:2a",
            "w1 0123456789abcdef us-west2:ffffffffffffffff",
            "w1  :",
            "w2 a us-west2:1",
            "")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  protected void read(byte[] bytes) {
    readToken(new String(bytes, StandardCharsets.UTF_8));
    readToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    FuzzInput.check(
        () -> Position.parse(new String(bytes, StandardCharsets.UTF_8)),
        position -> assertThat(Position.parse(position.text())).isEqualTo(position));
  }

  private static void readToken(String text) {
    FuzzInput.check(
        () -> ResumeToken.parse(text),
        token ->
            token.ifPresent(known -> assertThat(ResumeToken.parse(known.text())).contains(known)));
  }
}
