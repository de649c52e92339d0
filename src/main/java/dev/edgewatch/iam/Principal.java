package dev.edgewatch.iam;

import java.util.Set;

/** Who makes a call, as a verified token says if there is one. Immutable. */
public sealed interface Principal {

  /**
   * The member form of contract section 11.3, for the change log: {@code user:ann@acme.example}.
   */
  String member();

  /** Ids of the organizations it belongs to, {@code acme}. */
  Set<String> organizations();

  /** A person who signed in. */
  record User(String subject, String email, Set<String> organizations) implements Principal {
    public User {
      organizations = Set.copyOf(organizations);
    }

    @Override
    public String member() {
      return "user:" + email;
    }
  }

  /** A program with credentials of its own, for example the agent of a device. */
  record Client(String id, Set<String> organizations) implements Principal {
    public Client {
      organizations = Set.copyOf(organizations);
    }

    @Override
    public String member() {
      return "serviceAccount:" + id;
    }
  }

  /** Who runs the installation: writes meta and iam besides what its organizations allow. */
  record Operator(String id, Set<String> organizations) implements Principal {
    public Operator {
      organizations = Set.copyOf(organizations);
    }

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
    @Override
    public String member() {
      return "serviceAccount:" + email;
    }

    @Override
    public Set<String> organizations() {
      return Set.of();
    }
  }

  /** Somebody without a token. Only few methods let him in. */
  record Anonymous() implements Principal {
    @Override
    public String member() {
      return "allUsers";
    }

    @Override
    public Set<String> organizations() {
      return Set.of();
    }
  }

  /** Another region that keeps read copies: reads everything and writes nothing. */
  record Region(String id) implements Principal {
    @Override
    public String member() {
      return "serviceAccount:" + id;
    }

    @Override
    public Set<String> organizations() {
      return Set.of();
    }
  }
}
