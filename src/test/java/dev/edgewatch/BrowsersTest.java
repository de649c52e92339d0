package dev.edgewatch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BrowsersTest {
  @Test
  void aBrowserCanBeHadOnThisMachine() {
    try (Browsers browsers = Browsers.start();
        var page = browsers.browser().newPage()) {
      page.setContent("<title>Edgewatch</title>");
      assertThat(page.title()).isEqualTo("Edgewatch");
    }
  }
}
