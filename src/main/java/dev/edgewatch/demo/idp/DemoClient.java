package dev.edgewatch.demo.idp;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A program that has an account at the provider and gets its tokens with client credentials (RFC
 * 6749 section 4.4).
 *
 * @param id client id; also the subject of its tokens
 * @param secret made at each start; the programs of the demo live in the same process
 * @param role value of the claim {@code edgewatch_role}
 * @param organizations value of the claim {@code organizations}
 */
public record DemoClient(
    String id, String secret, Optional<String> role, List<String> organizations) {

  /** Sets up the environment: writes meta and iam. */
  public static DemoClient operator() {
    return new DemoClient(
        "demo-operator", newSecret(), Optional.of("operator"), List.of("acme", "northwind"));
  }

  /** The simulated devices of one organization. */
  public static DemoClient fleet(String organization) {
    return new DemoClient(
        "fleet-" + organization, newSecret(), Optional.empty(), List.of(organization));
  }

  /** A regional deployment, which reads from its siblings what it keeps copies of. */
  public static DemoClient region(String region) {
    return new DemoClient("region-" + region, newSecret(), Optional.of("region"), List.of());
  }

  /** A secret that nobody has to know, because both ends live in this process. */
  public static String newSecret() {
    return UUID.randomUUID().toString();
  }
}
