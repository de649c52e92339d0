package dev.edgewatch.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
  @Test
  void hostAndPortAreReadAndWritten() {
    assertThat(Endpoint.parse("devices.example.com:443"))
        .isEqualTo(new Endpoint("devices.example.com", 443));
    assertThat(Endpoint.parse("[::1]:9090"))
        .isEqualTo(new Endpoint("::1", 9090))
        .hasToString("[::1]:9090");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "host",
        "host:",
        ":443",
        "host:0",
        "host:65536",
        "https://host:443",
        "host :443",
        "host:443/path"
      })
  void anythingElseIsRefusedWithWhatWasExpected(String text) {
    assertThatThrownBy(() -> Endpoint.parse(text)).hasMessageContaining("expected host:port");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:1", "127.8.9.1:1", "[::1]:1", "localhost:1"})
  void loopbackMayBePlaintextInTheDemo(String text) {
    assertThat(ChannelSecurity.PLAINTEXT_ON_LOOPBACK.plaintext(Endpoint.parse(text))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.1:1",
        "localhost.example.com:1",
        "127.0.0.1.example.com:1",
        "[2001:db8::1]:1"
      })
  void everythingElseIsEncrypted(String text) {
    assertThat(ChannelSecurity.PLAINTEXT_ON_LOOPBACK.plaintext(Endpoint.parse(text))).isFalse();
  }
}
