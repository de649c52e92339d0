package dev.edgewatch.console.bff;

/** Finds the console session of the person who is signed in. */
public interface ConsoleSessions {

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
}
