package dev.edgewatch.store;

import com.google.protobuf.ByteString;

/**
 * The answer to a request that must not be carried out twice.
 *
 * @param actor who made it; ids of others are not found
 * @param digest of what was asked for, to tell a repetition from another use of the id
 */
record Remembered(String actor, String requestId, ByteString digest, ByteString answer) {

  /** What it is found by; equal for repetitions. */
  Key key() {
    return new Key(actor, requestId);
  }

  /** Key of the advisory lock that keeps two carriers of the same request apart. */
  long lock() {
    return new Key("request", actor + "\n" + requestId).lock();
  }
}
