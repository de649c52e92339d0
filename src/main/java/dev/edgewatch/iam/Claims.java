package dev.edgewatch.iam;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.edgewatch.resource.Refusal;
import java.text.ParseException;
import java.util.List;
import java.util.Set;

/**
 * Reads the claims of a verified access token: {@code sub}, {@code email}, {@code organizations},
 * {@code edgewatch_role}.
 */
final class Claims {
  private Claims() {}

  static Principal principal(JWTClaimsSet claims) {
    try {
      String subject = claims.getSubject();
      String email = claims.getStringClaim("email");
      String role = claims.getStringClaim("edgewatch_role");
      Set<String> organizations = organizations(claims);
      if ("region".equals(role)) {
        return new Principal.Region(subject);
      }
      if ("operator".equals(role)) {
        return new Principal.Operator(subject, organizations);
      }
      return email != null
          ? new Principal.User(subject, email, organizations)
          : new Principal.Client(subject, organizations);
    } catch (ParseException wrongType) {
      throw new Refusal.Unauthenticated(
              "TOKEN_REFUSED", "a claim of the access token is of the wrong type")
          .exception();
    }
  }

  private static Set<String> organizations(JWTClaimsSet claims) throws ParseException {
    List<String> organizations = claims.getStringListClaim("organizations");
    return organizations == null ? Set.of() : Set.copyOf(organizations);
  }
}
