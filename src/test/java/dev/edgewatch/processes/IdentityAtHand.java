package dev.edgewatch.processes;

import java.net.URI;

/** An identity provider that a test has started, and what has to be told about it. */
interface IdentityAtHand extends AutoCloseable {
  String OPERATOR = "edgewatch-operator";
  String OPERATOR_SECRET = "of-the-operator";
  String CONSOLE_SECRET = "of-the-console";

  /** Value of {@code iss}, below which its configuration is found. */
  String issuer();

  URI jwks();

  URI tokens();

  @Override
  void close();
}
