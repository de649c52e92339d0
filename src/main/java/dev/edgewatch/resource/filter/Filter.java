package dev.edgewatch.resource.filter;

import com.google.protobuf.Message;
import dev.edgewatch.resource.FieldPath;
import dev.edgewatch.resource.ResourceType;
import java.util.List;
import java.util.Optional;

/** A parsed and typed filter over the resources of one type. Immutable value; equal when canonically equal. */
public final class Filter {
  /** The filter that everything passes; what an empty text parses to. */
  public static Filter all(ResourceType type) { throw new UnsupportedOperationException(); }

  /** Refuses with the position and what was expected there. */
  public static Filter parse(ResourceType type, String text) { throw new UnsupportedOperationException(); }

  /** Canonical text; empty for {@link #all}. Usable as a cache key. */
  public String text() { throw new UnsupportedOperationException(); }

  public boolean isAll() { throw new UnsupportedOperationException(); }

  public boolean test(Message resource) { throw new UnsupportedOperationException(); }

  /** This and another one. */
  public Filter and(Filter other) { throw new UnsupportedOperationException(); }

  /** Whether whatever passes this filter certainly passes {@code other}. */
  public boolean satisfies(Filter other) { throw new UnsupportedOperationException(); }

  /** The value a path must equal for anything to pass, when the filter's top-level conjunction says so. */
  public Optional<Object> pinned(FieldPath path) { throw new UnsupportedOperationException(); }

  /** Paths pinned to one value by the top-level conjunction, with that value: what an index can use. */
  public List<Pin> pins() { throw new UnsupportedOperationException(); }

  public record Pin(FieldPath path, Object value) {}
}
