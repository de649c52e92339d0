package dev.edgewatch.console.ui.copy;

import dev.edgewatch.resource.FieldPath;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.StandardMethod;
import java.util.List;
import java.util.TreeSet;

/**
 * The watch behind what is on the screen, for one region.
 *
 * @param target parent of a list with the region in it, or the name of one resource
 * @param filter contract language, empty for all
 * @param paths what is shown; empty to ask for everything
 * @param position what the screen has seen of the region, empty for none
 * @param endpoint host and port of the region's deployment
 */
public record LiveRequest(
    ResourceType type,
    Kind kind,
    String region,
    String target,
    String filter,
    List<String> paths,
    String position,
    String endpoint) {

  /** Whether it is about many resources or one. */
  public enum Kind {
    MANY,
    ONE
  }

  StandardMethod method() {
    return kind == Kind.MANY ? StandardMethod.WATCH_MANY : StandardMethod.WATCH_ONE;
  }

  /** Paths as the wire has them, so that nothing is asked for twice. */
  String mask() {
    var mask = new TreeSet<String>();
    paths.stream().map(path -> FieldPath.parse(type.descriptor(), path).text()).forEach(mask::add);
    return String.join(",", mask);
  }

  LiveRequest withoutPaths() {
    return new LiveRequest(type, kind, region, target, filter, List.of(), position, endpoint);
  }

  LiveRequest withoutPosition() {
    return new LiveRequest(type, kind, region, target, filter, paths, "", endpoint);
  }
}
