package dev.edgewatch.iam;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.util.Locale;
import java.util.Optional;

/**
 * What the identity provider says about a person in an ID token.
 *
 * @param email in lower case, when it is verified
 */
public record IdClaims(
    String issuer, String subject, Optional<String> fullName, Optional<String> email) {

  static IdClaims of(JWTClaimsSet claims) throws ParseException {
    Optional<String> email =
        Boolean.TRUE.equals(claims.getBooleanClaim("email_verified"))
            ? Optional.ofNullable(claims.getStringClaim("email"))
            : Optional.empty();
    return new IdClaims(
        claims.getIssuer(),
        claims.getSubject(),
        Optional.ofNullable(claims.getStringClaim("name")),
        email.map(text -> text.toLowerCase(Locale.ROOT)));
  }
}
