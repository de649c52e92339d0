package dev.edgewatch.console.ui.personal;

import dev.edgewatch.resource.ResourceType;

/**
 * The list that saved views are of.
 *
 * @param key under which they are kept
 * @param path address of the list, without a slash in front
 * @param parent what the list is asked for
 */
public record ViewsPlace(String key, String path, ResourceType type, String parent) {}
