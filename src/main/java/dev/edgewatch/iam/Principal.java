package dev.edgewatch.iam;

import java.util.Optional;

/** Who makes a call, as a verified token says if there is one. Immutable. */
public sealed interface Principal {

  /**
   * The member form of contract section 11.3, for bindings and for the change log: {@code
   * user:ann@acme.example}.
   */
  String member();

  /**
   * A person who signed in. He is who the issuer says by the subject; roles are bound to him by his
   * e-mail address.
   *
   * @param email in lower case, when the issuer says that it is verified
   */
  record User(String issuer, String subject, Optional<String> email) implements Principal {
    /** Whose row it is. */
    public static User of(dev.edgewatch.api.iam.v1.User row) {
      return new User(
          row.getAuthInfo().getProvider(),
          row.getAuthInfo().getId(),
          Optional.of(row.getEmail()).filter(text -> !text.isEmpty() && row.getEmailVerified()));
    }

    @Override
    public String member() {
      return "user:" + email.orElse(subject);
    }
  }

  /** A program with an account at the issuer, for example the agents of a fleet. */
  record Client(String id) implements Principal {
    @Override
    public String member() {
      return "serviceAccount:" + id;
    }
  }

  /** Who runs the installation, and owns all of it. */
  record Operator(String id) implements Principal {
    @Override
    public String member() {
      return "serviceAccount:" + id;
    }
  }

  /**
   * A program or device that has a key of its own.
   *
   * @param name of the account
   * @param key name of the key by which it was recognized
   */
  record ServiceAccount(String name, String email, String key) implements Principal {
    /** The account of a row, by whichever key. */
    public static ServiceAccount of(dev.edgewatch.api.iam.v1.ServiceAccount row) {
      return new ServiceAccount(row.getName(), row.getEmail(), "");
    }

    @Override
    public String member() {
      return "serviceAccount:" + email;
    }
  }

  /** Somebody without a token. Only few methods let him in. */
  record Anonymous() implements Principal {
    @Override
    public String member() {
      return "allUsers";
    }
  }

  /** Another region that keeps read copies: reads everything and writes nothing. */
  record Region(String id) implements Principal {
    @Override
    public String member() {
      return "serviceAccount:" + id;
    }
  }
}
