package dev.edgewatch.region;

import dev.edgewatch.client.ClientCredentials;
import dev.edgewatch.iam.OidcSettings;
import dev.edgewatch.routing.ChannelSecurity;
import dev.edgewatch.routing.Endpoint;
import dev.edgewatch.store.StoreSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the region role, {@code edgewatch.region.*}.
 *
 * @param id id of the region, for example {@code us-west2}; required
 * @param address network address to listen on
 * @param port port of the gRPC server
 * @param node id of this node among those of the region, lower case letters, digits and underscores
 * @param tls certificate and key; without them the server speaks plaintext, for loopback and
 *     encrypted networks
 * @param database the region's PostgreSQL
 * @param oidc which access tokens are accepted
 * @param copies how the region reads from its siblings; without bootstrap endpoints it is alone
 * @param domains hosts under which clients reach the environment, besides the domains of its
 *     deployments
 * @param mail the SMTP server for mails about invitations; without a host none are sent
 * @param secrets keys of what is confidential in the database
 * @param trustedPeers addresses and networks of consoles, siblings and proxies, whose word about
 *     where a call comes from counts; of all others the connection says it
 * @param auditKept how long what was done and refused can be looked up, an hour or more
 * @param logsKept how long what programs and devices log can be looked up, an hour or more
 * @param callsPerConnection calls and streams open at once on one connection
 * @param watchAge after which a watch is ended and opened anew by its client, ± 10 %
 * @param heartbeat how often devices beat
 * @param reflection to whom gRPC server reflection answers
 * @param shutdown how long calls in flight have to finish when the region stops
 */
@ConfigurationProperties("edgewatch.region")
record RegionProperties(
    @DefaultValue("") String id,
    @DefaultValue("0.0.0.0") String address,
    @DefaultValue("9001") int port,
    @DefaultValue("node1") String node,
    @DefaultValue Tls tls,
    @DefaultValue Database database,
    @DefaultValue Oidc oidc,
    @DefaultValue Copies copies,
    @DefaultValue List<String> domains,
    @DefaultValue Mail mail,
    @DefaultValue Secrets secrets,
    @DefaultValue List<String> trustedPeers,
    @DefaultValue("90d") Duration auditKept,
    @DefaultValue("30d") Duration logsKept,
    @DefaultValue("10000") int callsPerConnection,
    @DefaultValue("30m") Duration watchAge,
    @DefaultValue("30s") Duration heartbeat,
    @DefaultValue("signed-in") RegionSettings.Reflection reflection,
    @DefaultValue("5s") Duration shutdown) {

  /**
   * PEM files.
   *
   * @param certificate certificate chain
   * @param key private key
   */
  record Tls(@DefaultValue("") String certificate, @DefaultValue("") String key) {}

  /**
   * A PostgreSQL of version 15 or newer with {@code wal_level = logical}.
   *
   * @param url {@code jdbc:postgresql://host:port/database}; required
   * @param user a role that owns the database and may replicate
   * @param password its password
   * @param connections size of the pool, 2 to 100
   */
  record Database(
      @DefaultValue("") String url,
      @DefaultValue("edgewatch") String user,
      @DefaultValue("") String password,
      @DefaultValue("8") int connections) {}

  /**
   * The OpenID Connect provider.
   *
   * @param issuer value of the {@code iss} claim; required
   * @param jwksUri where the provider publishes its signing keys; required
   * @param audience value that the {@code aud} claim must hold
   * @param idTokenAudience the same for ID tokens: the client id of the console
   */
  record Oidc(
      @DefaultValue("") String issuer,
      @DefaultValue("") String jwksUri,
      @DefaultValue("edgewatch") String audience,
      @DefaultValue("edgewatch-console") String idTokenAudience) {}

  /**
   * Reading from siblings.
   *
   * @param bootstrap {@code host:port} of one or more regions, this one may be among them
   * @param plaintext whether siblings are called without TLS
   * @param tokenUri the provider's token endpoint
   * @param clientId client whose tokens have the role {@code region}
   * @param clientSecret its secret
   * @param silence after which nothing is decided any more by what a sibling said; 0 for never
   */
  record Copies(
      @DefaultValue List<String> bootstrap,
      @DefaultValue("false") boolean plaintext,
      @DefaultValue("") String tokenUri,
      @DefaultValue("edgewatch-region") String clientId,
      @DefaultValue("") String clientSecret,
      @DefaultValue("30s") Duration silence) {}

  /**
   * Sending mail.
   *
   * @param host of the SMTP server
   * @param port of the SMTP server
   * @param startTls whether the server must offer TLS on that port
   * @param user when the server wants a login
   * @param password its password
   * @param from address of the sender; required with a host
   * @param console where people reach the console, for links; required with a host
   */
  record Mail(
      @DefaultValue("") String host,
      @DefaultValue("587") int port,
      @DefaultValue("true") boolean startTls,
      @DefaultValue("") String user,
      @DefaultValue("") String password,
      @DefaultValue("") String from,
      @DefaultValue("") String console) {}

  /**
   * What is confidential in the database.
   *
   * @param keys 32 random bytes in base64 each; the first one seals, all of them open
   */
  record Secrets(@DefaultValue List<String> keys) {}

  /** The same as what a region is started with. Refuses what is missing, naming the setting. */
  RegionSettings settings() {
    StoreSettings store =
        new StoreSettings(
            required("id", id),
            node,
            required("database.url", database.url),
            database.user,
            database.password,
            database.connections,
            StoreSettings.History.DEFAULT,
            auditKept,
            logsKept);
    OidcSettings provider =
        new OidcSettings(
            required("oidc.issuer", oidc.issuer),
            URI.create(required("oidc.jwks-uri", oidc.jwksUri)),
            oidc.audience,
            oidc.idTokenAudience);
    return new RegionSettings(
        address,
        port,
        files(),
        store,
        provider,
        siblings(),
        domains,
        outbox(),
        SealingKeys.parse(secrets.keys),
        CallerAddresses.trusting(trustedPeers),
        limits(),
        reflection);
  }

  private Optional<RegionSettings.Tls> files() {
    return tls.certificate.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new RegionSettings.Tls(
                Path.of(tls.certificate), Path.of(required("tls.key", tls.key))));
  }

  private Optional<CopySettings> siblings() {
    if (copies.bootstrap.isEmpty()) {
      return Optional.empty();
    }
    URI tokenUri = URI.create(required("copies.token-uri", copies.tokenUri));
    return Optional.of(
        new CopySettings(
            copies.bootstrap.stream().map(Endpoint::parse).toList(),
            copies.plaintext ? ChannelSecurity.PLAINTEXT : ChannelSecurity.TLS,
            new ClientCredentials(tokenUri, copies.clientId, copies.clientSecret),
            copies.silence));
  }

  private Optional<MailSettings> outbox() {
    if (mail.host.isBlank()) {
      return Optional.empty();
    }
    Optional<MailSettings.Login> login =
        mail.user.isEmpty()
            ? Optional.empty()
            : Optional.of(new MailSettings.Login(mail.user, mail.password));
    return Optional.of(
        new MailSettings(
            mail.host,
            mail.port,
            mail.startTls,
            login,
            required("mail.from", mail.from),
            URI.create(required("mail.console", mail.console))));
  }

  private RegionLimits limits() {
    return RegionLimits.standard()
        .withCallsPerConnection(callsPerConnection)
        .withWatchAge(watchAge)
        .withHeartbeat(heartbeat)
        .withShutdown(shutdown);
  }

  private static String required(String setting, String value) {
    if (value.isBlank()) {
      throw new RegionStartException("the setting edgewatch.region." + setting + " is missing");
    }
    return value;
  }
}
