package dev.edgewatch.iam;

import com.nimbusds.jwt.SignedJWT;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import java.text.ParseException;
import java.util.function.Consumer;

/**
 * Says who calls, by what stands behind {@code Bearer} (contract section 11.1): an access token of
 * the identity provider, a token that a service account signed itself, or an API key. Thread-safe;
 * may block for two seconds while keys of the provider are fetched.
 */
public final class Authenticator {
  private static final int LONGEST_TOKEN = 8 * 1024;
  private static final String SCHEME = "Bearer ";

  private final TokenVerifier provider;
  private final AccountTokens accounts;
  private final EmailHolders holders;

  public Authenticator(TokenVerifier provider, AccountTokens accounts, EmailHolders holders) {
    this.provider = provider;
    this.accounts = accounts;
    this.holders = holders;
  }

  /**
   * The principal of an {@code authorization} header. Refuses with UNAUTHENTICATED when it is not
   * acceptable, with UNAVAILABLE when the keys of the identity provider cannot be had.
   */
  public Principal ofHeader(String header) {
    if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        || header.length() > LONGEST_TOKEN) {
      throw refused("authorization is not acceptable; expected 'Bearer' and an access token");
    }
    return ofToken(header.substring(SCHEME.length()).strip());
  }

  /** The same for the token alone. */
  public Principal ofToken(String token) {
    if (ApiKeyHashes.isKey(token)) {
      return accounts.verifyApiKey(token);
    }
    SignedJWT signed;
    try {
      signed = SignedJWT.parse(token);
      TokenVerifier.refuseKeyOfCaller(signed.getHeader());
    } catch (ParseException notSigned) {
      throw refused("the access token is neither a signed JWT nor an API key");
    }
    if (AccountTokens.isOfAccount(signed.getHeader())) {
      return accounts.verify(token, signed);
    }
    Principal principal = provider.verify(token, signed);
    return principal instanceof Principal.User person ? holders.withOwnEmail(person) : principal;
  }

  /** What an ID token of the identity provider says about a person; refused like access tokens. */
  public IdClaims ofIdToken(String token) {
    try {
      SignedJWT signed = SignedJWT.parse(token);
      TokenVerifier.refuseKeyOfCaller(signed.getHeader());
      return provider.verifyIdToken(signed);
    } catch (ParseException notSigned) {
      throw refused("the ID token is not a signed JWT");
    }
  }

  /** Refuses a caller who would not come in any more, although he did. */
  public void requireStill(Principal caller) {
    if (caller instanceof Principal.ServiceAccount account) {
      accounts.requireStill(account);
    }
  }

  /** The keys of service accounts. */
  public AccountKeys keys() {
    return accounts.keys();
  }

  /** See {@link AccountKeys#onChange}. */
  public Runnable onKeyChange(Consumer<String> listener) {
    return accounts.keys().onChange(listener);
  }

  private static RefusalException refused(String message) {
    return new Refusal.Unauthenticated("TOKEN_MALFORMED", message).exception();
  }
}
