package dev.edgewatch.console.ui.editor;

import org.yaml.snakeyaml.nodes.Node;

/**
 * Something in a text that is no value of its type.
 *
 * @param line from 1
 * @param column from 1
 * @param endLine of the last character
 * @param endColumn behind the last character
 * @param words what is wrong and what was expected
 */
record TextProblem(int line, int column, int endLine, int endColumn, String words) {

  static TextProblem at(Node node, String words) {
    var start = node.getStartMark();
    var end = node.getEndMark();
    return new TextProblem(
        start.getLine() + 1, start.getColumn() + 1, end.getLine() + 1, end.getColumn() + 1, words);
  }

  static TextProblem at(int line, int column, String words) {
    return new TextProblem(line, column, line, column + 1, words);
  }
}
