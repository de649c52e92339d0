package dev.edgewatch.iam;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.edgewatch.resource.Refusal;
import java.text.ParseException;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the claims of a verified access token: {@code iss}, {@code sub}, {@code email}, {@code
 * email_verified}, {@code edgewatch_role}.
 */
final class Claims {
  private Claims() {}

  static Principal principal(JWTClaimsSet claims) {
    try {
      String subject = claims.getSubject();
      String email = claims.getStringClaim("email");
      String role = claims.getStringClaim("edgewatch_role");
      if ("region".equals(role)) {
        return new Principal.Region(subject);
      }
      if ("operator".equals(role)) {
        return new Principal.Operator(subject);
      }
      return email != null
          ? new Principal.User(claims.getIssuer(), subject, verified(email, claims))
          : new Principal.Client(subject);
    } catch (ParseException wrongType) {
      throw new Refusal.Unauthenticated(
              "TOKEN_REFUSED", "a claim of the access token is of the wrong type")
          .exception();
    }
  }

  /** An address that nobody has checked may be anybody's, and so brings no roles. */
  private static Optional<String> verified(String email, JWTClaimsSet claims)
      throws ParseException {
    return Boolean.TRUE.equals(claims.getBooleanClaim("email_verified"))
        ? Optional.of(email.toLowerCase(Locale.ROOT))
        : Optional.empty();
  }
}
