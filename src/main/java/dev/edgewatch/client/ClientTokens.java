package dev.edgewatch.client;

import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.routing.AccessTokens;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Access tokens of a program: one is kept until shortly before it expires, then another one is
 * fetched, by one caller while the others wait. Refuses with UNAVAILABLE when the provider does not
 * answer and with UNAUTHENTICATED when it refuses. Thread-safe.
 */
public final class ClientTokens implements AccessTokens {
  private static final Duration EARLY = Duration.ofSeconds(30);
  private static final int TIMEOUT_MILLIS = 5_000;

  private final ClientCredentials credentials;
  private final Clock clock;
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile Kept kept = new Kept("", Instant.MIN);

  private record Kept(String token, Instant until) {}

  public ClientTokens(ClientCredentials credentials, Clock clock) {
    this.credentials = credentials;
    this.clock = clock;
  }

  @Override
  public String forCall(String authority) {
    Kept known = kept;
    if (isFresh(known)) {
      return known.token;
    }
    fetching.lock();
    try {
      if (!isFresh(kept)) {
        kept = fetch();
      }
      return kept.token;
    } finally {
      fetching.unlock();
    }
  }

  private boolean isFresh(Kept token) {
    return clock.instant().isBefore(token.until);
  }

  private Kept fetch() {
    try {
      TokenResponse response = TokenResponse.parse(request().send());
      if (!response.indicatesSuccess()) {
        throw new Refusal.Unauthenticated(
                "CLIENT_REFUSED",
                "the identity provider refuses a token to "
                    + credentials
                    + ": "
                    + response.toErrorResponse().getErrorObject().getCode())
            .exception();
      }
      AccessToken token = response.toSuccessResponse().getTokens().getAccessToken();
      Duration life = Duration.ofSeconds(token.getLifetime());
      Duration early = life.dividedBy(4).compareTo(EARLY) < 0 ? life.dividedBy(4) : EARLY;
      return new Kept(token.getValue(), clock.instant().plus(life).minus(early));
    } catch (IOException away) {
      throw unavailable("cannot be reached");
    } catch (ParseException unreadable) {
      throw unavailable("gave an answer that is no token");
    }
  }

  private HTTPRequest request() {
    ClientSecretBasic basic =
        new ClientSecretBasic(
            new ClientID(credentials.clientId()), new Secret(credentials.clientSecret()));
    HTTPRequest request =
        new TokenRequest.Builder(credentials.tokenUri(), basic, new ClientCredentialsGrant())
            .build()
            .toHTTPRequest();
    request.setConnectTimeout(TIMEOUT_MILLIS);
    request.setReadTimeout(TIMEOUT_MILLIS);
    return request;
  }

  private RefusalException unavailable(String what) {
    return new Refusal.Unavailable(
            "ISSUER_UNREACHABLE",
            "the token endpoint " + credentials.tokenUri() + " " + what,
            Duration.ofSeconds(2))
        .exception();
  }
}
