package dev.edgewatch.conformance;

/** The suite through a client made from the published descriptors. */
class GeneratedClientTest extends WatchConformance implements StartRules {
  @Override
  WatchClient connect(int port, String accessToken) {
    return new GeneratedClient(port, accessToken);
  }
}
