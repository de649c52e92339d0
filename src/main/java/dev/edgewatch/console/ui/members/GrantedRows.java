package dev.edgewatch.console.ui.members;

import dev.edgewatch.access.FieldCondition;
import dev.edgewatch.access.Grant;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.filter.Filter;
import java.util.List;
import java.util.Optional;

/**
 * Which resources of a type grants let somebody see, as a filter that regions answer: for a preview
 * with one's own rights. What cannot be said by a filter is left out, so that a preview never shows
 * more than there would be.
 */
record GrantedRows(ResourceType type, String scope) {
  private static final String ANY = "-";

  /** Empty when the grants show none. */
  Optional<Filter> of(List<Grant> grants) {
    List<String> seeing = GrantPreview.seeing(type);
    List<Filter> shown =
        grants.stream()
            .filter(
                grant ->
                    grant.isOwnership() || seeing.stream().anyMatch(grant.permissions()::contains))
            .filter(grant -> grant.onRequest().isEmpty() && grant.onCall().isEmpty())
            .flatMap(grant -> shownBy(grant).stream())
            .toList();
    if (shown.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        shown.stream().filter(Filter::isAll).findFirst().orElseGet(() -> Filter.any(shown)));
  }

  private Optional<Filter> shownBy(Grant grant) {
    Optional<Filter> shown = below(grant.subScope());
    for (FieldCondition condition : grant.onResource()) {
      shown = shown.flatMap(filter -> among(condition).map(filter::and));
    }
    return shown;
  }

  /** Whatever the type's names have below the scope, as far as the sub-scope says. */
  private Optional<Filter> below(String subScope) {
    List<String> pattern = List.of(relativePattern().split("/", -1));
    List<String> wanted = subScope.isEmpty() ? List.of() : List.of(subScope.split("/", -1));
    if (wanted.size() > pattern.size()) {
      return Optional.empty();
    }
    Filter shown = Filter.all(type);
    for (int i = 0; i < wanted.size(); i++) {
      String segment = wanted.get(i);
      if (segment.equals(ANY) || segment.equals(pattern.get(i))) {
        continue;
      }
      if (pattern.get(i).equals("{region}")) {
        shown = shown.and(equal("metadata.syncing.owning_region", segment));
      } else if (i == pattern.size() - 1 && !wanted.contains(ANY)) {
        shown = shown.and(equal("name", scope + "/" + subScope));
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(shown);
  }

  private String relativePattern() {
    String collection = scope.substring(0, scope.indexOf('/') + 1);
    return type.patterns().stream()
        .map(pattern -> pattern.text())
        .filter(text -> text.startsWith(collection))
        .map(text -> text.substring(text.indexOf('}') + 2))
        .findFirst()
        .orElse("");
  }

  private Filter equal(String path, String value) {
    return Filter.in(type, path, List.of(value));
  }

  private Optional<Filter> among(FieldCondition condition) {
    if (condition.allowed().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Filter.in(type, condition.path(), condition.allowed()));
    } catch (RefusalException noText) {
      return Optional.empty();
    }
  }
}
