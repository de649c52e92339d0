package dev.edgewatch.region;

import dev.edgewatch.resource.Resource;
import dev.edgewatch.store.Session;

/** A resource as it is about to be saved, all that has to be read for it having been read. */
record Prepared(Resource resource, References.Plan plan) {
  void save(Session session) {
    plan.save(session, resource);
  }
}
