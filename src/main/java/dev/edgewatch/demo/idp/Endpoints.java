package dev.edgewatch.demo.idp;

/**
 * Paths of the provider. All are under {@code /idp}, except the discovery document, whose place the
 * standard sets.
 */
final class Endpoints {
  static final String ALL = "/idp/**";
  static final String SIGN_IN = "/idp/login";
  static final String AUTHORIZATION = "/idp/authorize";
  static final String TOKEN = "/idp/token";
  static final String KEYS = "/idp/jwks";
  static final String USERINFO = "/idp/userinfo";
  static final String END_SESSION = "/idp/logout";
  static final String REVOCATION = "/idp/revoke";
  static final String INTROSPECTION = "/idp/introspect";

  private Endpoints() {}
}
