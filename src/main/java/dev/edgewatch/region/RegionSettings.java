package dev.edgewatch.region;

import dev.edgewatch.iam.OidcSettings;
import dev.edgewatch.store.StoreSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a regional deployment is started with. The region's id is that of its store.
 *
 * @param address network address to listen on, for example {@code 127.0.0.1} or {@code 0.0.0.0}
 * @param port of the gRPC server; 0 takes a free one
 * @param tls certificate and key; empty to listen without TLS, for loopback and for networks that
 *     encrypt by themselves
 * @param store the region's database
 * @param oidc which access tokens are accepted
 * @param copies how the region learns what other regions own; empty for a region that is alone
 * @param domains hosts under which clients reach the environment, besides the domains of its
 *     deployments: audiences of what service accounts sign
 * @param mail where mail is sent; empty when none is sent
 * @param sealing keys of what is confidential in the database
 * @param callers which peers say where a call comes from
 * @param reflection whom the server tells what it serves
 */
public record RegionSettings(
    String address,
    int port,
    Optional<Tls> tls,
    StoreSettings store,
    OidcSettings oidc,
    Optional<CopySettings> copies,
    List<String> domains,
    Optional<MailSettings> mail,
    SealingKeys sealing,
    CallerAddresses callers,
    RegionLimits limits,
    Reflection reflection) {
  public RegionSettings {
    domains = List.copyOf(domains);
    if (!store.region().matches("[a-z][a-z0-9-]{0,28}[a-z0-9]")) {
      throw new RegionStartException(
          "the id of the region is '"
              + store.region()
              + "'; expected 2 to 30 lower case letters, digits and hyphens");
    }
  }

  /** PEM files. */
  public record Tls(Path certificateChain, Path privateKey) {}

  /** To whom gRPC server reflection answers. */
  public enum Reflection {
    SIGNED_IN,
    NOBODY
  }

  /** A region on loopback that is alone and listens on a free port. */
  public static RegionSettings alone(StoreSettings store, OidcSettings oidc) {
    return new RegionSettings(
        "127.0.0.1",
        0,
        Optional.empty(),
        store,
        oidc,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        SealingKeys.none(),
        CallerAddresses.ofPeers(),
        RegionLimits.standard(),
        Reflection.SIGNED_IN);
  }

  public RegionSettings withPort(int another) {
    return with(copy -> copy.port = another);
  }

  public RegionSettings withCopies(CopySettings another) {
    return with(copy -> copy.copies = Optional.of(another));
  }

  public RegionSettings withLimits(RegionLimits another) {
    return with(copy -> copy.limits = another);
  }

  public RegionSettings withDomains(List<String> another) {
    return with(copy -> copy.domains = another);
  }

  public RegionSettings withMail(MailSettings another) {
    return with(copy -> copy.mail = Optional.of(another));
  }

  public RegionSettings withTls(Tls another) {
    return with(copy -> copy.tls = Optional.of(another));
  }

  public RegionSettings withReflection(Reflection another) {
    return with(copy -> copy.reflection = another);
  }

  public RegionSettings withSealing(SealingKeys another) {
    return with(copy -> copy.sealing = another);
  }

  public RegionSettings withCallers(CallerAddresses another) {
    return with(copy -> copy.callers = another);
  }

  private RegionSettings with(Consumer<Copy> change) {
    Copy copy = new Copy(this);
    change.accept(copy);
    return copy.settings();
  }

  /** What is changed of settings, while it is. */
  private static final class Copy {
    private final RegionSettings of;
    private int port;
    private Optional<Tls> tls;
    private Optional<CopySettings> copies;
    private List<String> domains;
    private Optional<MailSettings> mail;
    private SealingKeys sealing;
    private CallerAddresses callers;
    private RegionLimits limits;
    private Reflection reflection;

    Copy(RegionSettings of) {
      this.of = of;
      port = of.port;
      tls = of.tls;
      copies = of.copies;
      domains = of.domains;
      mail = of.mail;
      sealing = of.sealing;
      callers = of.callers;
      limits = of.limits;
      reflection = of.reflection;
    }

    RegionSettings settings() {
      return new RegionSettings(
          of.address,
          port,
          tls,
          of.store,
          of.oidc,
          copies,
          domains,
          mail,
          sealing,
          callers,
          limits,
          reflection);
    }
  }

  public String region() {
    return store.region();
  }
}
