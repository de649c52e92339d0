package dev.edgewatch.region;

import com.google.protobuf.Message;
import dev.edgewatch.api.api.ServiceAccount;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.iam.v1.Organization;
import dev.edgewatch.api.iam.v1.Project;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.iam.PredefinedRoles;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.routing.Endpoint;
import dev.edgewatch.routing.Environments;
import dev.edgewatch.store.StoreSettings;
import dev.edgewatch.store.TestPostgres;
import dev.edgewatch.store.WriteContext;
import dev.edgewatch.widgets.Widgets;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * A real region on a real database, with two organizations of one project each, and callers with
 * real tokens.
 */
public final class TestRegion implements AutoCloseable {
  public static final ResourceType DEVICE = Caller.type("devices.edgelq.com/Device");
  public static final ResourceType PROJECT = Caller.type("iam.edgelq.com/Project");
  public static final ResourceType ORGANIZATION = Caller.type("iam.edgelq.com/Organization");
  public static final ResourceType ROLE_BINDING = Caller.type("iam.edgelq.com/RoleBinding");
  private static final ResourceType META_REGION = Caller.type("meta.goten.com/Region");
  private static final ResourceType META_SERVICE = Caller.type("meta.goten.com/Service");
  private static final ResourceType META_DEPLOYMENT = Caller.type("meta.goten.com/Deployment");
  public static final String COLD_CHAIN = "projects/acme-cold-chain";
  public static final String PARENT = COLD_CHAIN + "/regions/us-west2";
  public static final String FOREIGN_PARENT = "projects/globex-plant/regions/us-west2";

  /** Under which key files are used in tests. */
  public static final String DOMAIN = ServiceAccounts.DOMAIN;

  /** What a test region seals secrets with, unless the test has another one. */
  static final String SEALING_KEY = "ZWRnZXdhdGNoIHRlc3RzIHNlYWwgc2VjcmV0cyA6LSk=";

  private final TestIssuer issuer;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final RegionServer server;
  private final ManagedChannel channel;

  private TestRegion(ServedApi api, TestIssuer issuer, RegionSettings settings) {
    this.issuer = issuer;
    this.server = RegionServer.start(api, settings, meters, Clock.systemUTC());
    this.channel =
        NettyChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build();
  }

  public static TestRegion start(TestIssuer issuer) {
    return start(issuer, settings -> settings);
  }

  public static TestRegion start(TestIssuer issuer, UnaryOperator<RegionSettings> changed) {
    TestRegion region = on(issuer, TestPostgres.freshDatabase(), changed);
    region.seed();
    return region;
  }

  /** A region that also serves the types of another catalog, see {@link Widgets#CATALOG}. */
  public static TestRegion start(TestIssuer issuer, Catalog catalog) {
    TestRegion region = on(issuer, TestPostgres.freshDatabase(), catalog, settings -> settings);
    region.seed();
    return region;
  }

  /** On a database that may have been used before. */
  public static TestRegion on(
      TestIssuer issuer, StoreSettings store, UnaryOperator<RegionSettings> changed) {
    return on(ServedApi.compiled(), issuer, store, changed);
  }

  /** One that serves something else than this program. */
  static TestRegion on(
      ServedApi api,
      TestIssuer issuer,
      StoreSettings store,
      UnaryOperator<RegionSettings> changed) {
    RegionSettings settings =
        RegionSettings.alone(store, issuer.settings())
            .withSealing(SealingKeys.parse(List.of(SEALING_KEY)));
    return new TestRegion(api, issuer, changed.apply(settings));
  }

  /** The same with the types of another catalog. */
  public static TestRegion on(
      TestIssuer issuer,
      StoreSettings store,
      Catalog catalog,
      UnaryOperator<RegionSettings> changed) {
    return on(ServedApi.of(catalog), issuer, store, changed);
  }

  /** Two organizations of one project each. */
  public void seed() {
    Caller operator = operator();
    for (String id : new String[] {"acme", "globex"}) {
      operator.create(
          ORGANIZATION,
          "",
          Organization.newBuilder().setName("organizations/" + id).setTitle(id).build());
    }
    operator.create(PROJECT, "", project("acme-cold-chain", "acme"));
    operator.create(PROJECT, "", project("globex-plant", "globex"));
    server.awaitCatalogRows();
    for (String id : new String[] {"acme", "globex"}) {
      bind("organizations/" + id, PredefinedRoles.ADMIN_OPERATOR, "domain:" + id + ".example");
    }
  }

  /**
   * Says in meta that it serves some services, for those who look it up there.
   *
   * @param port of loopback at which it is reached
   */
  public void announce(int port, String... services) {
    operator().create(META_REGION, "", Environments.region("us-west2"));
    for (String service : services) {
      operator().create(META_SERVICE, "", Environments.service(service, "us-west2"));
      operator()
          .create(
              META_DEPLOYMENT,
              "",
              Environments.deployment(service, "us-west2", new Endpoint("127.0.0.1", port)));
    }
  }

  /** Gives a member a role in a scope, as an operator does; the name of the binding. */
  public String bind(String scope, String role, String member) {
    return operator()
        .create(
            ROLE_BINDING, scope, RoleBinding.newBuilder().setRole(role).setMember(member).build())
        .name();
  }

  public static Project project(String id, String organization) {
    return Project.newBuilder()
        .setName("projects/" + id)
        .setTitle(id)
        .setParentOrganization("organizations/" + organization)
        .build();
  }

  static Device device(String id, String displayName) {
    return Device.newBuilder()
        .setName(PARENT + "/devices/" + id)
        .setDisplayName(displayName)
        .build();
  }

  RegionServer server() {
    return server;
  }

  ManagedChannel channel() {
    return channel;
  }

  public int port() {
    return server.port();
  }

  /** What it says about itself. */
  SimpleMeterRegistry meters() {
    return meters;
  }

  /** Watch streams that are open in it. */
  public long openStreams() {
    return (long)
        meters.find("edgewatch.watch.streams").gauges().stream().mapToDouble(Gauge::value).sum();
  }

  public Caller ann() {
    return Caller.with(channel, issuer.person("ann@acme.example"));
  }

  /** Somebody signed in as the issuer calls him. */
  public Caller person(String subject, String email, boolean verified) {
    return Caller.with(
        channel,
        issuer.signed(
            issuer
                .claims(subject)
                .claim("email", email)
                .claim("email_verified", verified)
                .build()));
  }

  /** Stores a row as the server itself would, whatever clients may write. */
  public void store(ResourceType type, Message row) {
    server
        .region()
        .write(
            new WriteContext("service:test", "test"),
            session -> {
              session.save(Resource.of(type, row));
              return row;
            });
  }

  /** Whether a row is in its database, its own or a copy. */
  boolean has(ResourceType type, String name) {
    return server
        .region()
        .write(
            new WriteContext("service:test", "test"),
            session -> session.get(type, name).isPresent())
        .value();
  }

  /** A person with a role in an organization. */
  public Caller memberOf(String organization) {
    String email = "m" + UUID.randomUUID() + "@elsewhere.example";
    bind("organizations/" + organization, PredefinedRoles.ADMIN_OPERATOR, "user:" + email);
    return caller(email);
  }

  /** A person by the address, who has no more than what is bound to it and its domain. */
  public Caller caller(String email) {
    return Caller.with(channel, issuer.person(email));
  }

  /** Whoever has a key file; the region must know the {@link #DOMAIN} it is used with. */
  public Caller holding(ServiceAccount keyFile) {
    return Caller.with(channel, ServiceAccounts.token(keyFile));
  }

  /** Somebody without a token. */
  public Caller anybody() {
    return new Caller(channel, new Metadata());
  }

  public Caller greta() {
    return Caller.with(channel, issuer.person("greta@globex.example"));
  }

  Caller agent() {
    String id = "agents-" + UUID.randomUUID();
    bind("organizations/acme", PredefinedRoles.OPERATOR, "serviceAccount:" + id);
    return Caller.with(channel, issuer.client(id));
  }

  public Caller operator() {
    return Caller.with(channel, issuer.role("operator"));
  }

  public Caller sibling() {
    return Caller.with(channel, issuer.role("region"));
  }

  @Override
  public void close() {
    server.close();
    channel.shutdownNow();
  }
}
