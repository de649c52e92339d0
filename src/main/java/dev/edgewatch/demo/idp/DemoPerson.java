package dev.edgewatch.demo.idp;

import dev.edgewatch.iam.PredefinedRoles;
import java.util.List;

/**
 * A person who can sign in to the demo.
 *
 * @param username what is typed at sign-in; also the subject of the tokens
 * @param title of the role, for people
 * @param role name of the role that is bound to the person
 * @param scope where it is bound, {@code organizations/acme}
 */
public record DemoPerson(
    String username,
    String password,
    String fullName,
    String email,
    String title,
    String role,
    String scope) {
  private static final String ACME = "organizations/acme";

  /** The accounts of the demo. Nora has no role: she is there to be invited. */
  public static List<DemoPerson> all() {
    return List.of(
        acme("ann", "Ann Fischer", "admin operator", PredefinedRoles.ADMIN_OPERATOR, ACME),
        acme("ben", "Ben Okafor", "owner", PredefinedRoles.SCOPE_ADMIN, ACME),
        acme(
            "grace",
            "Grace Lindqvist",
            "viewer",
            PredefinedRoles.VIEWER,
            "projects/acme-cold-chain"),
        new DemoPerson(
            "omar",
            "omar-demo",
            "Omar Haddad",
            "omar@northwind.example",
            "admin operator",
            PredefinedRoles.ADMIN_OPERATOR,
            "organizations/northwind"),
        new DemoPerson(
            "nora", "nora-demo", "Nora Vang", "nora@harbor-foods.example", "nothing yet", "", ""));
  }

  /** In one phrase, {@code owner of organizations/acme}. */
  public String description() {
    return scope.isEmpty() ? title : title + " of " + scope;
  }

  private static DemoPerson acme(
      String username, String fullName, String title, String role, String scope) {
    return new DemoPerson(
        username, username + "-demo", fullName, username + "@acme.example", title, role, scope);
  }
}
