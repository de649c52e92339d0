package dev.edgewatch.console.bff;

import java.util.Optional;
import org.springframework.security.core.Authentication;

/** Finds the console session of the person who is signed in. */
public interface ConsoleSessions {

  /**
   * Begins the session of somebody who has just signed in with the current request. From here on it
   * ends by itself, by the person, or by the identity provider, whether a page is opened or not.
   */
  void begin(Authentication signedIn);

  /**
   * The session of the current request. Call it where a request is handled and keep the object,
   * never look it up again.
   */
  ConsoleSession current();

  /**
   * Ends the person's session here; returns the address of the identity provider's sign-out, where
   * the browser goes next.
   */
  String signOut();

  /** The same, after ending all sessions that the person has in this console. */
  String signOutEverywhere();

  /**
   * The identity provider says that sessions are over (OpenID Connect Back-Channel Logout 1.0): one
   * of its own, or else all of a person. Pages are cut off and watches closed at once.
   */
  void endedAtProvider(String issuer, Optional<String> subject, Optional<String> providerSession);
}
