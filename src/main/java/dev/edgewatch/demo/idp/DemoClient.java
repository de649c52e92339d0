package dev.edgewatch.demo.idp;

import java.util.Optional;
import java.util.UUID;

/**
 * A program that has an account at the provider and gets its tokens with client credentials (RFC
 * 6749 section 4.4).
 *
 * @param id client id; also the subject of its tokens
 * @param secret made at each start; the programs of the demo live in the same process
 * @param role value of the claim {@code edgewatch_role}
 */
public record DemoClient(String id, String secret, Optional<String> role) {

  /** Sets up the environment: owns all of it. */
  public static DemoClient operator() {
    return new DemoClient("demo-operator", newSecret(), Optional.of("operator"));
  }

  /** The simulated devices of one organization. */
  public static DemoClient fleet(String organization) {
    return new DemoClient("fleet-" + organization, newSecret(), Optional.empty());
  }

  /** A regional deployment, which reads from its siblings what it keeps copies of. */
  public static DemoClient region(String region) {
    return new DemoClient("region-" + region, newSecret(), Optional.of("region"));
  }

  /** A secret that nobody has to know, because both ends live in this process. */
  public static String newSecret() {
    return UUID.randomUUID().toString();
  }
}
