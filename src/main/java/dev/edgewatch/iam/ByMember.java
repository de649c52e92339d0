package dev.edgewatch.iam;

import dev.edgewatch.resource.Resource;
import java.util.Optional;

/** Rows that are each about one member, so that a change of one concerns nobody else. */
interface ByMember {

  /** The member string of whom a row is about. */
  String memberOf(Resource row);

  /** Takes a row in, without a moment in which it is missing; whom it was about before. */
  Optional<String> put(Resource row);

  /** Forgets a row; whom it was about. */
  Optional<String> remove(String name);
}
