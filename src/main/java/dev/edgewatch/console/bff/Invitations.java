package dev.edgewatch.console.bff;

import dev.edgewatch.api.iam.v1.Invitation;
import dev.edgewatch.api.iam.v1.Role;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * What is done with invitations beyond creating and deleting them (contract section 11.7). Returns
 * at once; outcomes are completed on another thread and never exceptionally.
 */
public interface Invitations {

  /** Sends the mail of a project's invitation again. */
  CompletableFuture<Outcome> resend(String name);

  /** Takes one that is addressed to the person who is signed in. */
  CompletableFuture<Outcome> accept(String name);

  /** Turns one down that is addressed to the person who is signed in. */
  CompletableFuture<Outcome> decline(String name);

  /** Those that are addressed to the person who is signed in, of all regions. */
  CompletableFuture<Mine> mine();

  /**
   * Invitations to projects and organizations.
   *
   * @param missing what each region that did not tell said, by its id
   */
  record Mine(List<Invited> invited, Map<String, String> missing) {
    public Mine {
      invited = List.copyOf(invited);
      missing = Map.copyOf(missing);
    }
  }

  /**
   * One invitation as its invitee sees it.
   *
   * @param name of the invitation
   * @param title what the project or organization is called; may be empty
   * @param roles those of the invitation that the invitee may read
   */
  record Invited(String name, String title, Invitation invitation, List<Role> roles) {
    public Invited {
      roles = List.copyOf(roles);
    }

    /** Whether it can still be answered. */
    public boolean isPending() {
      return invitation.getState() == Invitation.State.PENDING;
    }

    /** The project or organization it leads to. */
    public String scope() {
      String[] parts = name.split("/", -1);
      return parts[0] + "/" + parts[1];
    }
  }
}
