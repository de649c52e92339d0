package dev.edgewatch.region;

import dev.edgewatch.iam.OidcSettings;
import dev.edgewatch.store.StoreSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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
        RegionLimits.standard(),
        Reflection.SIGNED_IN);
  }

  public RegionSettings withPort(int another) {
    return new RegionSettings(
        address, another, tls, store, oidc, copies, domains, mail, sealing, limits, reflection);
  }

  public RegionSettings withCopies(CopySettings another) {
    return new RegionSettings(
        address,
        port,
        tls,
        store,
        oidc,
        Optional.of(another),
        domains,
        mail,
        sealing,
        limits,
        reflection);
  }

  public RegionSettings withLimits(RegionLimits another) {
    return new RegionSettings(
        address, port, tls, store, oidc, copies, domains, mail, sealing, another, reflection);
  }

  public RegionSettings withDomains(List<String> another) {
    return new RegionSettings(
        address, port, tls, store, oidc, copies, another, mail, sealing, limits, reflection);
  }

  public RegionSettings withMail(MailSettings another) {
    return new RegionSettings(
        address,
        port,
        tls,
        store,
        oidc,
        copies,
        domains,
        Optional.of(another),
        sealing,
        limits,
        reflection);
  }

  public RegionSettings withTls(Tls another) {
    return new RegionSettings(
        address,
        port,
        Optional.of(another),
        store,
        oidc,
        copies,
        domains,
        mail,
        sealing,
        limits,
        reflection);
  }

  public RegionSettings withReflection(Reflection another) {
    return new RegionSettings(
        address, port, tls, store, oidc, copies, domains, mail, sealing, limits, another);
  }

  public RegionSettings withSealing(SealingKeys another) {
    return new RegionSettings(
        address, port, tls, store, oidc, copies, domains, mail, another, limits, reflection);
  }

  public String region() {
    return store.region();
  }
}
