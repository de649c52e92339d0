package dev.edgewatch.console.ui.editor;

import com.google.protobuf.Message;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.NodeTuple;

/**
 * What a text says.
 *
 * @param resource empty when the text has problems
 * @param places where each field stands, by its path without items of lists
 */
record Reading(
    Optional<Message> resource, List<TextProblem> problems, Map<String, NodeTuple> places) {}
