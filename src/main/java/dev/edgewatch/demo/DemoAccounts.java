package dev.edgewatch.demo;

import dev.edgewatch.client.ClientCredentials;
import dev.edgewatch.client.ClientTokens;
import dev.edgewatch.demo.idp.DemoClient;
import dev.edgewatch.demo.idp.DemoIdentityProvider;
import dev.edgewatch.demo.idp.DemoPerson;
import dev.edgewatch.routing.ForwardContext;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The programs of the demo and how they get their tokens; the identity provider that knows them and
 * the people.
 */
final class DemoAccounts {
  private final DemoClient operator = DemoClient.operator();
  private final Map<String, DemoClient> fleets =
      Map.of("acme", DemoClient.fleet("acme"), "northwind", DemoClient.fleet("northwind"));
  private final List<DemoClient> regions = Demo.REGIONS.stream().map(DemoClient::region).toList();
  private final DemoIdentityProvider provider;
  private final Clock clock;

  DemoAccounts(String url, Path signingKey, Clock clock) {
    List<DemoClient> clients = new ArrayList<>();
    clients.add(operator);
    clients.addAll(fleets.values());
    clients.addAll(regions);
    this.provider =
        new DemoIdentityProvider(
            url, url, signingKey, DemoClient.newSecret(), DemoPerson.all(), List.copyOf(clients));
    this.clock = clock;
  }

  DemoIdentityProvider provider() {
    return provider;
  }

  ForwardContext operator() {
    return acting(operator);
  }

  ForwardContext fleet(String organization) {
    return acting(Objects.requireNonNull(fleets.get(organization), organization));
  }

  ClientCredentials region(String id) {
    return credentials(regions.get(Demo.REGIONS.indexOf(id)));
  }

  private ForwardContext acting(DemoClient program) {
    return ForwardContext.of(new ClientTokens(credentials(program), clock));
  }

  private ClientCredentials credentials(DemoClient program) {
    return new ClientCredentials(URI.create(provider.tokenUri()), program.id(), program.secret());
  }
}
