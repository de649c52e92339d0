package dev.edgewatch.resource;

import static dev.edgewatch.resource.Types.DEVICE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeneratedIdsTest {
  private final GeneratedIds ids = new GeneratedIds(new SplittableRandom(7));

  @ParameterizedTest
  @CsvSource({
    "My fancy device 1, my-fancy-device-1-[0-9a-km-z]{6}",
    "'  7. Pumpe (Süd) ', pumpe-s-d-[0-9a-km-z]{6}",
    "red balloons with a really long tail, red-balloons-with-a-rea-[0-9a-km-z]{6}",
    "'', '[a-km-z][0-9a-km-z]{15}'",
    "ポンプ, '[a-km-z][0-9a-km-z]{15}'",
    "007, '[a-km-z][0-9a-km-z]{15}'"
  })
  void areReadableWhenTheDisplayNameIs(String displayName, String expected) {
    assertThat(ids.from(displayName)).matches(expected);
  }

  @Test
  void areAcceptedAsNewIds() {
    for (int i = 0; i < 10_000; i++) {
      DEVICE.requireNewId(ids.from("- x".repeat(i % 20)));
    }
  }
}
