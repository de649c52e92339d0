package dev.edgewatch.store;

import dev.edgewatch.api.annotations.DeleteBehavior;
import dev.edgewatch.store.Dependents.Dependent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Looks for those who depend on what a transaction deletes, when it has its locks. */
final class DependentsSql {
  private static final String REFERRERS =
      """
      SELECT target_type, target_name, r.type, r.name, r.behavior
      FROM unnest(?::text[], ?::text[], ?::bool[]) AS k(target_type, target_name, all_of_them)
      CROSS JOIN LATERAL (
        SELECT f.type, f.name, f.behavior FROM resource_references f
        WHERE f.target_type = k.target_type AND f.target_name = k.target_name
          AND (all_of_them OR f.behavior IN ('BLOCK', 'UNSET', 'CASCADE_DELETE')) LIMIT ?) r""";
  private static final String BELOW =
      """
      SELECT above_type, above_name, r.type, r.name, at_once
      FROM unnest(?::text[], ?::text[], ?::text[], ?::bool[]) AS k(above_type, above_name, type, at_once)
      CROSS JOIN LATERAL (
        SELECT c.type, c.name FROM resources c
        WHERE c.type = k.type AND c.name >= above_name || '/' AND c.name < above_name || '0' LIMIT ?) r""";

  private final Connection connection;
  private final int atMost;
  private final Dependents dependents = new Dependents();

  DependentsSql(Connection connection, int atMost) {
    this.connection = connection;
    this.atMost = atMost;
  }

  Dependents of(List<Write.Delete> deletes) throws SQLException {
    referrers(deletes);
    List<Key> above = new ArrayList<>();
    List<Write.Below> below = new ArrayList<>();
    for (Write.Delete delete : deletes) {
      for (Write.Below type : delete.below()) {
        if (type.atOnce() || delete.left() == Write.Left.NOTHING) {
          above.add(delete.key());
          below.add(type);
        }
      }
    }
    if (!below.isEmpty()) {
      below(above, below);
    }
    return dependents;
  }

  private void referrers(List<Write.Delete> deletes) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(REFERRERS)) {
      bind(select, deletes.stream().map(Write.Delete::key).toList());
      Boolean[] all =
          deletes.stream()
              .map(delete -> delete.left() == Write.Left.NOTHING)
              .toArray(Boolean[]::new);
      select.setArray(3, connection.createArrayOf("bool", all));
      select.setInt(4, atMost);
      try (ResultSet found = select.executeQuery()) {
        while (found.next()) {
          Key target = new Key(found.getString(1), found.getString(2));
          Reference reference = new Reference(target, DeleteBehavior.valueOf(found.getString(5)));
          Key referrer = new Key(found.getString(3), found.getString(4));
          dependents.add(target, new Dependent(referrer, true, reference.actsAtOnce()));
        }
      }
    }
  }

  private void below(List<Key> above, List<Write.Below> below) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(BELOW)) {
      bind(select, above);
      String[] types = below.stream().map(Write.Below::type).toArray(String[]::new);
      Boolean[] atOnce = below.stream().map(Write.Below::atOnce).toArray(Boolean[]::new);
      select.setArray(3, connection.createArrayOf("text", types));
      select.setArray(4, connection.createArrayOf("bool", atOnce));
      select.setInt(5, atMost);
      try (ResultSet found = select.executeQuery()) {
        while (found.next()) {
          Key parent = new Key(found.getString(1), found.getString(2));
          Key child = new Key(found.getString(3), found.getString(4));
          dependents.add(parent, new Dependent(child, false, found.getBoolean(5)));
        }
      }
    }
  }

  private void bind(PreparedStatement statement, Collection<Key> keys) throws SQLException {
    statement.setArray(1, connection.createArrayOf("text", Reads.types(keys)));
    statement.setArray(2, connection.createArrayOf("text", Reads.names(keys)));
  }
}
