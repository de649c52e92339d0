package dev.edgewatch.store;

import dev.edgewatch.api.annotations.DeleteBehavior;

/**
 * A reference of one resource to another, with what becomes of the referrer when the target goes
 * away.
 */
record Reference(Key target, DeleteBehavior behavior) {}
