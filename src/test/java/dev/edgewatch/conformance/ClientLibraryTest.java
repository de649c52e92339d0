package dev.edgewatch.conformance;

/** The suite through our own client library. */
class ClientLibraryTest extends WatchConformance {
  @Override
  WatchClient connect(int port, String accessToken) {
    return new ClientLibrary(port, accessToken);
  }
}
