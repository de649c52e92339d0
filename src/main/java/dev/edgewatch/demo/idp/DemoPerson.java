package dev.edgewatch.demo.idp;

import java.util.List;

/**
 * A person who can sign in to the demo.
 *
 * @param username what is typed at sign-in; also the subject of the tokens
 * @param organizations ids of the organizations the person belongs to
 */
public record DemoPerson(
    String username,
    String password,
    String fullName,
    String email,
    String role,
    List<String> organizations) {

  /** The accounts of the demo. */
  public static List<DemoPerson> all() {
    return List.of(
        new DemoPerson(
            "ann", "ann-demo", "Ann Fischer", "ann@acme.example", "admin", List.of("acme")),
        new DemoPerson(
            "ben", "ben-demo", "Ben Okafor", "ben@acme.example", "owner", List.of("acme")),
        new DemoPerson(
            "grace",
            "grace-demo",
            "Grace Lindqvist",
            "grace@acme.example",
            "viewer",
            List.of("acme")),
        new DemoPerson(
            "omar",
            "omar-demo",
            "Omar Haddad",
            "omar@northwind.example",
            "admin",
            List.of("northwind")));
  }
}
