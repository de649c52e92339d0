package dev.edgewatch.demo.idp;

import java.nio.file.Path;
import java.util.List;

/**
 * What the provider is started with. The provider itself is the Spring configuration {@link
 * ProviderConfiguration}, which needs one bean of this type.
 *
 * @param baseUrl where the provider is reached, without a trailing slash; also the issuer
 * @param consoleUrl where the console is reached, without a trailing slash
 * @param signingKey file in which the key that signs tokens is kept, so that they outlive a restart
 * @param consoleSecret secret of the console's own client {@link #CONSOLE_CLIENT}
 * @param people who can sign in
 * @param clients programs with an account
 */
public record DemoIdentityProvider(
    String baseUrl,
    String consoleUrl,
    Path signingKey,
    String consoleSecret,
    List<DemoPerson> people,
    List<DemoClient> clients) {

  /** Client id of the console. */
  public static final String CONSOLE_CLIENT = "edgewatch-console";

  public String issuer() {
    return baseUrl;
  }

  /** Audience of access tokens: the regions. */
  public String audience() {
    return "edgewatch";
  }

  public String authorizationUri() {
    return baseUrl + Endpoints.AUTHORIZATION;
  }

  public String tokenUri() {
    return baseUrl + Endpoints.TOKEN;
  }

  public String jwksUri() {
    return baseUrl + Endpoints.KEYS;
  }

  public String userinfoUri() {
    return baseUrl + Endpoints.USERINFO;
  }

  public String endSessionUri() {
    return baseUrl + Endpoints.END_SESSION;
  }
}
