package dev.edgewatch.conformance;

import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.region.Caller;
import dev.edgewatch.region.TestRegion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/**
 * The suite: all rules, against a real region over the wire. A subclass only says how its client
 * connects.
 */
abstract class WatchConformance implements OneRules, PageRules, PageTokenRules, AllRules {
  private static TestIssuer issuer;
  private static TestRegion region;
  private static Caller ann;
  private Cable cable;
  private WatchClient client;

  /** A client of the region at a port of this machine, calling with an access token. */
  abstract WatchClient connect(int port, String accessToken);

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    region = TestRegion.start(issuer);
    ann = region.ann();
  }

  @BeforeEach
  void connect() {
    cable = new Cable(region.port());
    client = connect(cable.port(), issuer.person("ann@acme.example"));
  }

  @AfterEach
  void disconnect() {
    client.close();
    cable.close();
  }

  @AfterAll
  static void stop() {
    region.close();
    issuer.close();
  }

  @Override
  public Scene scene(String word) {
    return new Scene(word, ann, client);
  }

  @Override
  public Cable cable() {
    return cable;
  }
}
